"""Pages about asked agencies: coordination, differences, countersign sheet, what an agency is asked."""
