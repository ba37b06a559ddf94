use super::ShareFault;

/// A paper that proves a standing. What it is, its content says, whatever its name and its sender claim.
#[derive(Clone)]
pub struct Paper {
    pub(super) media_type: &'static str,
    pub(super) body: Vec<u8>,
}

impl Paper {
    /// Bytes of a paper at most.
    pub const LARGEST: usize = 10 * 1024 * 1024;

    /// PDF, PNG and JPEG up to 10 MiB.
    pub fn new(body: Vec<u8>) -> Result<Self, ShareFault> {
        if body.is_empty() {
            return Err(ShareFault::EmptyDocument);
        }
        if body.len() > Self::LARGEST {
            return Err(ShareFault::DocumentTooLarge);
        }
        let known = ["application/pdf", "image/png", "image/jpeg"];
        let found = infer::get(&body).map(|kind| kind.mime_type());
        match found.filter(|found| known.contains(found)) {
            Some(media_type) => Ok(Self { media_type, body }),
            None => Err(ShareFault::NotADocument),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(body: &[u8]) -> Result<&'static str, ShareFault> {
        Paper::new(body.to_vec()).map(|paper| paper.media_type)
    }

    /// As telephones take photographs.
    const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";

    #[test]
    fn a_paper_is_what_its_content_says() {
        assert_eq!(kind(b"%PDF-1.7\n"), Ok("application/pdf"));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Ok("image/png"));
        assert_eq!(kind(b"\xff\xd8\xff\xe0\0\x10JFIF"), Ok("image/jpeg"));
        for other in [&b"<html><script>"[..], b"MZ\x90\0", b"PK\x03\x04", b"GIF89a", b"<svg xmlns", HEIC] {
            assert_eq!(kind(other), Err(ShareFault::NotADocument), "{other:?}");
        }
        assert_eq!(kind(b""), Err(ShareFault::EmptyDocument));
    }

    #[test]
    fn a_paper_of_more_than_ten_megabytes_is_too_large() {
        let body = |length| [&b"%PDF-1.7\n"[..], &vec![b' '; length]].concat();

        assert_eq!(kind(&body(Paper::LARGEST - 9)), Ok("application/pdf"));
        assert_eq!(kind(&body(Paper::LARGEST)), Err(ShareFault::DocumentTooLarge));
    }
}
