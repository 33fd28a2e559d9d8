"""TARIC (European Commission, DG TAXUD): TARIC3 XML increments and the monthly workbooks. See README.md."""
