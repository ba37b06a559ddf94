//! Finding things in a chart by words, in all parts that the reader may see.

use std::collections::HashSet;

use portico_audit::Action;
use portico_policy::Act;

use super::SearchHits;
use super::everything::{CATEGORIES, parts, result_links};
use crate::charts::{Chart, ChartError, Look};
use crate::order::newest_first;
use crate::other::Others;
use crate::view::{Disclosure, Link};

const HITS: usize = 100;
/// Longest words that are looked for, in characters.
const LONGEST: usize = 100;

impl Chart {
    /// Looks for all of the words in the names of everything, and in the places of visits. `plain_name` says the reviewed name behind a text key
    /// in the reader's language, so that people find things by the words they see. The words are not audited.
    pub async fn search(
        &self,
        words: &str,
        plain_name: impl Fn(&'static str) -> String,
    ) -> Result<Disclosure<SearchHits>, ChartError> {
        let gathered = self.gather("search", &parts()[..]).await?;
        let mut sieve = self.sieve(Act::Search);
        let words: String = words.chars().take(LONGEST).collect();
        let wanted: Vec<String> = words.split_whitespace().map(folded).collect();
        let is_hit = |link: &Link| {
            let name = link.title.key.map(&plain_name).unwrap_or_default();
            let text = folded(&format!("{} {name} {}", link.title.text, link.beside.join(" ")));
            !wanted.is_empty() && wanted.iter().all(|word| text.contains(word))
        };
        let mut hits = self.links(&gathered, &mut sieve);
        hits.extend(Others::of(&gathered).links(&mut sieve, false));
        hits.retain(is_hit);
        let known: HashSet<_> = hits.iter().map(|hit| hit.id.clone()).collect();
        let results = result_links(&gathered, &mut sieve).into_iter().filter(is_hit);
        hits.extend(results.filter(|hit| !known.contains(&hit.id)));
        newest_first(&mut hits);
        let is_cut = hits.len() > HITS;
        hits.truncate(HITS);
        let look = Look::new(Action::Search, "search", CATEGORIES);
        let shown = hits.len();
        self.disclose(look, gathered, sieve, shown, SearchHits { words: words.clone(), hits, is_cut }).await
    }
}

/// Lower case, without the accents of Latin letters: `Colesterol` finds `colesterol`, `glucosa` finds `Glúcosa`.
fn folded(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(folded("Glúcosa EN AYUNAS"), "glucosa en ayunas");
    }
}
