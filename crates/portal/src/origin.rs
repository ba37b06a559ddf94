//! Where a request comes from. Behind a reverse proxy everybody has the proxy's address, and the proxy adds to a header
//! whom it speaks for (RFC 7239, or the older `X-Forwarded-For`). Anybody may send such a header: it is believed from the
//! right, as far as trusted proxies wrote it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use axum::http::header::{FORWARDED, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use ipnet::IpNet;

/// The reverse proxies in front of the portal.
#[derive(Debug, Clone, Default)]
pub struct Proxies {
    /// None, so that no header is believed, unless an installation says otherwise.
    trusted: Vec<IpNet>,
    header: ForwardingHeader,
}

/// The header that the proxies add to. The other one passes through them as the visitor sent it, and is not looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ForwardingHeader {
    #[default]
    XForwardedFor,
    Forwarded,
}

/// What should name a network of proxies and does not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is neither an address nor a network such as 10.0.0.0/8")]
pub struct NoNetwork(String);

impl Proxies {
    /// Proxies at these addresses and in these networks.
    pub fn at<'n>(
        networks: impl IntoIterator<Item = &'n str>,
        header: ForwardingHeader,
    ) -> Result<Self, NoNetwork> {
        let network = |text: &str| {
            let alone = || text.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            text.parse().or_else(|_| alone()).map_err(|_| NoNetwork(text.to_owned()))
        };
        Ok(Self { trusted: networks.into_iter().map(network).collect::<Result<_, _>>()?, header })
    }

    /// The address of the visitor: the nearest that is no trusted proxy's. Where a proxy names nobody, it is the proxy.
    pub fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut nearest = peer.to_canonical();
        let lines: Vec<&HeaderValue> = headers.get_all(self.header.name()).iter().collect();
        let mut hops = lines.iter().rev().flat_map(|line| {
            let line = line.to_str().unwrap_or("unreadable");
            line.rsplit(',').collect::<Vec<_>>()
        });
        while self.is_trusted(nearest) {
            let Some(before) = hops.next().and_then(|hop| self.header.address(hop)) else { break };
            nearest = before;
        }
        nearest
    }

    /// Whether the request says whom it speaks for and is not believed. In an installation behind a proxy that is not
    /// configured, everybody seems to come from one address.
    pub fn passes_over(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        let says_so = [ForwardingHeader::XForwardedFor, ForwardingHeader::Forwarded]
            .iter()
            .any(|header| headers.contains_key(header.name()));
        says_so && !self.is_trusted(peer.to_canonical())
    }

    /// Whether what is trusted is so large a part of the Internet that it can be no proxy's: more than four networks of the size
    /// of 10.0.0.0/8, or more of IPv6 than a large provider has. A house's own networks (RFC 4193) may be of any size.
    pub fn is_too_wide(&self) -> bool {
        const MOST_V4: u64 = 1 << 26;
        const MOST_V6: u128 = 1 << (128 - 28);
        let (mut of_v4, mut of_v6) = (0_u64, 0_u128);
        for network in &self.trusted {
            match network {
                IpNet::V4(network) => of_v4 += 1 << (32 - network.prefix_len()),
                IpNet::V6(network) => {
                    let is_own = network.prefix_len() >= 7 && network.network().is_unique_local();
                    let size = 1_u128.checked_shl(u32::from(128 - network.prefix_len())).unwrap_or(u128::MAX);
                    of_v6 = of_v6.saturating_add(if is_own { 0 } else { size });
                }
            }
        }
        of_v4 > MOST_V4 || of_v6 > MOST_V6
    }

    /// Whether this is one of them.
    pub fn is_trusted(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&address))
    }
}

impl ForwardingHeader {
    fn name(self) -> HeaderName {
        match self {
            ForwardingHeader::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            ForwardingHeader::Forwarded => FORWARDED,
        }
    }

    /// The address that one hop names; `None` for `unknown`, made-up names and whatever is no address.
    fn address(self, hop: &str) -> Option<IpAddr> {
        match self {
            ForwardingHeader::XForwardedFor => address(hop),
            ForwardingHeader::Forwarded => {
                let mut named = hop.split(';').filter_map(|pair| {
                    let (name, value) = pair.split_once('=')?;
                    name.trim().eq_ignore_ascii_case("for").then_some(value)
                });
                let only = named.next()?;
                named.next().is_none().then(|| address(only))?
            }
        }
    }
}

/// Behind a proxy that is not configured everybody seems to come from one address: their failures are counted together, and
/// the log names the proxy. Said once, since anybody may send such a header.
pub(crate) fn warn_of_unknown_proxy() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        tracing::warn!(
            "a request says whom it speaks for, and comes from no trusted proxy: if a proxy stands in front of the portal, \
             name it in listen.trusted_proxies"
        );
    });
}

/// An address, with or without quotes, brackets and port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok();
    let address = address.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()));
    address.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(header: ForwardingHeader) -> Proxies {
        Proxies::at(["10.0.0.0/8", "fd00::/8"], header).unwrap()
    }

    fn visitor(header: ForwardingHeader, peer: &str, lines: &[(&'static str, &'static str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_static(value));
        }
        proxies(header).visitor(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_header_is_believed_as_far_as_trusted_proxies_wrote_it() {
        let of = |peer, value| visitor(ForwardingHeader::XForwardedFor, peer, &[("x-forwarded-for", value)]);

        assert_eq!(of("10.0.0.1", "198.51.100.7"), "198.51.100.7");
        assert_eq!(of("10.0.0.1", "198.51.100.7, 10.9.9.9"), "198.51.100.7", "two proxies in a row");
        assert_eq!(of("10.0.0.1", "203.0.113.1, 198.51.100.7"), "198.51.100.7", "the left one is made up");
        assert_eq!(of("10.0.0.1", "10.1.1.1, 198.51.100.7"), "198.51.100.7", "made up to look trusted");
        assert_eq!(of("198.51.100.7", "203.0.113.1"), "198.51.100.7", "a visitor is no proxy");
        assert_eq!(of("10.0.0.1", "10.1.1.1"), "10.1.1.1", "somebody inside");
        assert_eq!(of("::ffff:10.0.0.1", "::ffff:198.51.100.7"), "198.51.100.7");
        assert_eq!(of("10.0.0.1", "198.51.100.7:4711"), "198.51.100.7");
        assert_eq!(of("fd00::1", "[2001:db8::7]:4711"), "2001:db8::7");
    }

    #[test]
    fn what_is_no_address_ends_the_search_at_the_proxy() {
        let of = |value| visitor(ForwardingHeader::XForwardedFor, "10.0.0.1", &[("x-forwarded-for", value)]);

        for odd in ["", "unknown", "198.51.100.7, ", "198.51.100.7, x", "198.51.100.7 203.0.113.1", "1.2.3"] {
            assert_eq!(of(odd), "10.0.0.1", "{odd}");
        }
        assert_eq!(visitor(ForwardingHeader::XForwardedFor, "10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn whole_parts_of_the_internet_are_no_proxies() {
        let is_too_wide = |networks: &[&str]| {
            Proxies::at(networks.iter().copied(), ForwardingHeader::default()).unwrap().is_too_wide()
        };

        for wide in [
            &["0.0.0.0/0"][..],
            &["::/0"],
            &["0.0.0.0/0", "::/0"],
            &["0.0.0.0/1", "128.0.0.0/1"],
            &["10.0.0.1", "64.0.0.0/4"],
            &["::/1"],
            &["2000::/3"],
            &["2600::/12", "2a00::/12"],
        ] {
            assert!(is_too_wide(wide), "{wide:?}");
        }
        for narrow in [
            &[][..],
            &["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
            &["fd00::/8", "::1"],
            &["104.16.0.0/13", "2400:cb00::/32", "2a06:98c0::/29"],
        ] {
            assert!(!is_too_wide(narrow), "{narrow:?}");
        }
    }

    #[test]
    fn several_lines_are_one_list() {
        let lines = [("x-forwarded-for", "203.0.113.1"), ("x-forwarded-for", "198.51.100.7, 10.2.2.2")];
        assert_eq!(visitor(ForwardingHeader::XForwardedFor, "10.0.0.1", &lines), "198.51.100.7");
    }

    #[test]
    fn the_header_that_the_proxies_do_not_write_is_not_looked_at() {
        let both = [("forwarded", "for=203.0.113.1"), ("x-forwarded-for", "198.51.100.7")];
        assert_eq!(visitor(ForwardingHeader::XForwardedFor, "10.0.0.1", &both), "198.51.100.7");
        assert_eq!(visitor(ForwardingHeader::Forwarded, "10.0.0.1", &both), "203.0.113.1");
    }

    #[test]
    fn the_standard_header_is_read_as_the_standard_says_and_tricks_in_it_gain_nothing() {
        let of = |value| visitor(ForwardingHeader::Forwarded, "10.0.0.1", &[("forwarded", value)]);

        assert_eq!(of("for=203.0.113.1, For=\"[2001:db8::7]:4711\";proto=https"), "2001:db8::7");
        assert_eq!(of("proto=https;for=198.51.100.7;by=10.0.0.1"), "198.51.100.7");
        assert_eq!(
            of("for=\"203.0.113.1, for=198.51.100.7"),
            "198.51.100.7",
            "an open quote swallows nothing"
        );
        assert_eq!(of("for=203.0.113.1;for=198.51.100.7"), "10.0.0.1", "one hop names one");
        assert_eq!(of("for=_hidden"), "10.0.0.1");
        assert_eq!(of("for=unknown"), "10.0.0.1");
    }

    #[test]
    fn a_proxy_is_named_by_its_address_or_network() {
        assert!(Proxies::at(["10.0.0.1", "2001:db8::/32", "::1"], ForwardingHeader::Forwarded).is_ok());
        for bad in ["", "10.0.0", "10.0.0.0/33", "proxy.example.org", "10.0.0.1:80"] {
            assert!(Proxies::at([bad], ForwardingHeader::Forwarded).is_err(), "{bad}");
        }
    }

    #[test]
    fn that_somebody_is_passed_over_is_noticed() {
        let of = |peer: &str, name: Option<&'static str>| {
            let headers = name.map(|name| (HeaderName::from_static(name), HeaderValue::from_static("x")));
            let headers: HeaderMap = headers.into_iter().collect();
            proxies(ForwardingHeader::XForwardedFor).passes_over(peer.parse().unwrap(), &headers)
        };

        assert!(of("198.51.100.7", Some("x-forwarded-for")));
        assert!(of("198.51.100.7", Some("forwarded")));
        assert!(!of("198.51.100.7", None));
        assert!(!of("::ffff:10.0.0.1", Some("x-forwarded-for")));
    }

    #[test]
    fn without_trusted_proxies_no_header_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("203.0.113.1"));
        let peer = "127.0.0.1".parse().unwrap();
        assert_eq!(Proxies::default().visitor(peer, &headers), peer);
    }
}
