"""Deposits (移送): the rhythm of electronic texts and lists on paper, nil returns, registers, notices of lapse and recall."""
