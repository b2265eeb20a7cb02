from time import perf_counter


def test_an_entry_costs_little_beside_a_transition_of_six_milliseconds(store):
    store.chain("site").record("created")
    began = perf_counter()
    for number in range(500):
        store.chain(f"{number:032x}").record("created", {"attribute": "proactive"})
    assert (perf_counter() - began) / 500 < 0.002


def test_a_long_record_is_verified_at_a_thousand_entries_a_second_and_more(store):
    for _ in range(1000):
        store.chain("site").record("edited")
    began = perf_counter()
    assert list(store.verify()) == []
    assert perf_counter() - began < 1
