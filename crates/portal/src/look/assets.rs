//! Stylesheet and script, compiled in, each under a name that changes with its content: they may be cached for ever.

use std::sync::LazyLock;

/// One file under `/assets/`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// `/assets/portico-1a2b3c4d.css`.
    pub path: String,
    pub content_type: &'static str,
    pub bytes: &'static [u8],
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    asset("portico", "css", "text/css; charset=utf-8", include_bytes!("../../assets/portico.css"))
});
static SESSION: LazyLock<Asset> = LazyLock::new(|| {
    asset("session", "js", "text/javascript; charset=utf-8", include_bytes!("../../assets/session.js"))
});
static MARK: LazyLock<Asset> =
    LazyLock::new(|| asset("mark", "svg", "image/svg+xml", include_bytes!("../../assets/mark.svg")));

/// The stylesheet of every page.
pub fn style() -> &'static Asset {
    &STYLE
}

/// The module that warns before a session ends.
pub fn session() -> &'static Asset {
    &SESSION
}

/// The arch, for browser tabs.
pub fn mark() -> &'static Asset {
    &MARK
}

/// Every asset, to be served.
pub fn all() -> [&'static Asset; 3] {
    [style(), session(), mark()]
}

fn asset(name: &str, ending: &str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { path: format!("/assets/{name}-{:08x}.{ending}", digest(bytes)), content_type, bytes }
}

/// FNV-1a, folded to 32 bits: names a version, protects nothing.
fn digest(bytes: &[u8]) -> u32 {
    let wide = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    u32::try_from((wide >> 32) ^ (wide & 0xffff_ffff)).unwrap_or_default()
}
