"""Lists as files: XLSX and CSV that a spreadsheet opens without running anything."""
