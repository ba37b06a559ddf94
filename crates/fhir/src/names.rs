//! By which addresses one record system goes. A reverse proxy that rewrites nothing lets it speak of itself by a name that
//! nobody outside can reach; such names are configured, and mean the base.

use url::Url;

use crate::error::Error;
use crate::reference::Target;

/// The base at which a record system is asked, and its other names. Each has a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    base: Url,
    aliases: Vec<Url>,
}

impl Names {
    /// # Errors
    /// [`Error::Setup`] where one of them is not a web address without query.
    pub fn new(base: &Url, aliases: &[Url]) -> Result<Self, Error> {
        let base = with_slash(base, "the base is not a web address without query")?;
        let alias = |url| with_slash(url, "an alias of the base is not a web address without query");
        Ok(Self { base, aliases: aliases.iter().map(alias).collect::<Result<_, _>>()? })
    }

    pub fn base(&self) -> &Url {
        &self.base
    }

    /// Whether a reference names a resource of this record system: relative, or absolute by one of its names.
    pub fn include(&self, target: &Target) -> bool {
        let mut all = std::iter::once(&self.base).chain(&self.aliases);
        target.base.is_none() || all.any(|name| target.is_at(name))
    }

    /// Where a link of this record system leads: at its base, whichever of its names the link has.
    ///
    /// # Errors
    /// [`Error::ForeignLink`] where it is another server's, or carries a sign-in.
    pub(crate) fn link(&self, link: &str) -> Result<Url, Error> {
        let url = self.base.join(link).map_err(|_| Error::malformed("a link that is no address"))?;
        let is_bare = url.username().is_empty() && url.password().is_none();
        if url.origin() == self.base.origin() && is_bare {
            return Ok(url);
        }
        let at_base = self.aliases.iter().find_map(|alias| self.moved(&url, alias));
        at_base.filter(|_| is_bare).ok_or(Error::ForeignLink)
    }

    /// The same place below the base, where the address is below this alias.
    fn moved(&self, url: &Url, alias: &Url) -> Option<Url> {
        if url.origin() != alias.origin() {
            return None;
        }
        let path = url.path();
        let is_alias_itself = path == alias.path().trim_end_matches('/');
        let rest = if is_alias_itself { "" } else { path.strip_prefix(alias.path())? };
        let mut moved = self.base.clone();
        // The base itself takes no slash: paging links such as `fhir?page=2` stay what they are.
        let path = format!("{}{rest}", self.base.path());
        moved.set_path(if rest.is_empty() { path.trim_end_matches('/') } else { &path });
        moved.set_query(url.query());
        Some(moved)
    }
}

/// Host and port of an address, which say nothing of anybody.
pub(crate) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or("?");
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn with_slash(url: &Url, what: &'static str) -> Result<Url, Error> {
    let mut url = url.clone();
    let is_web =
        matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none();
    if !is_web {
        return Err(Error::Setup { what });
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail where it stands")]
mod tests {
    use super::*;

    fn names() -> Names {
        let url = |text: &str| text.parse::<Url>().unwrap();
        Names::new(
            &url("https://ehr.example/r4"),
            &[url("http://inner:8080/fhir"), url("https://old.example/")],
        )
        .unwrap()
    }

    fn link(text: &str) -> Option<String> {
        names().link(text).ok().map(|url| url.to_string())
    }

    #[test]
    fn a_link_by_another_name_leads_to_the_base() {
        for (sent, leads_to) in [
            ("Observation?page=2", "https://ehr.example/r4/Observation?page=2"),
            ("?_getpages=7", "https://ehr.example/r4/?_getpages=7"),
            ("https://ehr.example/r4/Observation?page=2", "https://ehr.example/r4/Observation?page=2"),
            ("http://inner:8080/fhir/Observation?page=2", "https://ehr.example/r4/Observation?page=2"),
            ("http://inner:8080/fhir?_getpages=7", "https://ehr.example/r4?_getpages=7"),
            ("http://INNER:8080/fhir/Binary/1", "https://ehr.example/r4/Binary/1"),
            ("https://old.example/Patient/1", "https://ehr.example/r4/Patient/1"),
        ] {
            assert_eq!(link(sent).as_deref(), Some(leads_to), "{sent}");
        }
    }

    #[test]
    fn a_link_that_is_not_below_one_of_the_names_is_foreign() {
        for sent in [
            "http://inner:8080/other/Observation",
            "http://inner:8080/fhirish/Observation",
            "http://inner:8080/fhir/../admin",
            "http://inner/fhir/Observation",
            "https://inner:8080/fhir/Observation",
            "http://evil@inner:8080/fhir/Observation",
            "https://ehr.example.evil/r4/Observation",
            "//inner:8080/fhir/Observation",
            "ftp://inner:8080/fhir/Observation",
        ] {
            assert_eq!(link(sent), None, "{sent}");
        }
    }

    #[test]
    fn a_reference_by_any_of_the_names_is_ours() {
        let includes = |text: &str| names().include(&Target::parse(text).unwrap());

        for own in
            ["Patient/1", "https://ehr.example/r4/Patient/1", "http://inner:8080/fhir/Patient/1/_history/3"]
        {
            assert!(includes(own), "{own}");
        }
        for foreign in
            ["https://ehr.example/Patient/1", "http://inner:8080/Patient/1", "http://x.example/r4/Patient/1"]
        {
            assert!(!includes(foreign), "{foreign}");
        }
    }
}
