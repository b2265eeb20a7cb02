"""Made-up numbers for the labelled set: right ones, wrong ones, and what only looks like one."""

from stdnum import luhn
from stdnum.cn import ric


AREAS = ("110105", "310104", "440524", "510107", "650104", "330203", "610113", "810000", "820000", "830000")
DATES = ("19491231", "19610229", "19720315", "19840805", "19991111", "20000229", "20081201", "20191030")
#: Issuer prefix and length of cards.
CARDS = (("622202", 19), ("621700", 19), ("955880", 19), ("622848", 19), ("625965", 16), ("411111", 16), ("510510", 16))
PHONES = ("13800138000", "13912345678", "15010203040", "16620263026", "17788990011", "18655554444", "19901020304")


def resident_id(number):
    """The n-th id: province, an existing day, a serial, and the check digit that belongs to them."""
    # 29 February 1961 did not exist.
    days = [day for day in DATES if day != "19610229"]
    body = f"{AREAS[number % len(AREAS)]}{days[number % len(days)]}{100 + number * 37 % 900}"
    return body + ric.calc_check_digit(f"{body}0")


def wrong_resident_id(number):
    """The n-th id with another check digit."""
    right = resident_id(number)
    return right[:-1] + ("1" if right[-1] != "1" else "2")


def card(number):
    """The n-th card number: prefix of an issuer, and the digit that makes it right."""
    prefix, length = CARDS[number % len(CARDS)]
    body = (prefix + f"{number * 7919 + 1234567:013d}")[: length - 1]
    return body + luhn.calc_check_digit(body)


def wrong_card(number):
    """The n-th card number with another last digit."""
    right = card(number)
    return right[:-1] + str((int(right[-1]) + 3) % 10)


def phone(number):
    """The n-th mobile number."""
    return PHONES[number % len(PHONES)]
