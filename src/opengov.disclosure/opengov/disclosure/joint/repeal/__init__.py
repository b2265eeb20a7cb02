"""A joint document is amended, repealed or voided: its co-issuers are asked again (R-J5)."""
