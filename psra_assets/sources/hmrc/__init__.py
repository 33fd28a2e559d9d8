"""UK Trade Tariff (HMRC): rules of origin, their legal texts, the nomenclature API and CDS extracts. See README.md."""
