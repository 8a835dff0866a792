"""The cases of a year as a document to be read and a workbook to reckon on."""
