"""Agencies that are asked about a document, the superior's approval, drafting for another agency (联合、征求意见、报批)."""
