//! Stages of manufacture: fibre before yarn before fabric, as the vocabulary's `made_from` orders them (origin.md A.2.2).

/// Descriptions of all earlier stages than those, the nearest first; none of those themselves.
#[must_use]
pub fn earlier(tags: &[String]) -> Vec<&'static str> {
    let made_from = psra_rac::made_from();
    let mut found: Vec<&'static str> = Vec::new();
    let mut open: Vec<&str> = tags.iter().map(String::as_str).collect();
    while let Some(tag) = open.pop() {
        for before in made_from.get(tag).into_iter().flatten() {
            if !found.contains(&before.as_str()) && !tags.contains(before) {
                found.push(before);
                open.push(before);
            }
        }
    }
    found
}

/// Descriptions of later stages: made from one of those, directly or not, and neither among them nor earlier.
#[must_use]
pub fn later<'t>(tags: &[String], before: &[&str]) -> Vec<&'t str> {
    let made_from = psra_rac::made_from();
    let mut found: Vec<&str> = Vec::new();
    loop {
        let more: Vec<&str> = made_from
            .iter()
            .filter(|(tag, _)| !tags.contains(tag) && !before.contains(&tag.as_str()) && !found.contains(&tag.as_str()))
            .filter(|(_, from)| from.iter().any(|f| tags.contains(f) || found.contains(&f.as_str())))
            .map(|(tag, _)| tag.as_str())
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yarn_stands_between_fibres_and_fabric() {
        let yarn = ["yarn".to_owned()];
        let before = earlier(&yarn);
        assert!(before.contains(&"textile_fibres") && before.contains(&"natural_fibres_unprepared"), "{before:?}");
        let after = later(&yarn, &before);
        assert!(after.contains(&"fabric") && !after.contains(&"single_yarn") && !after.contains(&"battery_pack"));
        assert!(after.iter().all(|tag| !before.contains(tag)));
        let fibres = ["textile_fibres".to_owned()];
        let after = later(&fibres, &earlier(&fibres));
        assert!(after.contains(&"yarn") && after.contains(&"woven_fabric"));
    }
}
