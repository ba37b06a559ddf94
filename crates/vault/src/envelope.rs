//! The form of a sealed value: version (1 byte), key id (4, big-endian), nonce (12), ciphertext, tag (16).
//! AES-256-GCM with random nonces (NIST SP 800-38D § 8.2.2): a key seals at most 2³² values before it is
//! to be rotated.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rand;

use crate::VaultError;

pub(crate) const KEY_LEN: usize = 32;
const VERSION: u8 = 1;
const HEADER_LEN: usize = 5;
const BODY_AT: usize = HEADER_LEN + NONCE_LEN;
const TAG_LEN: usize = 16;

pub(crate) fn key(bytes: &[u8; KEY_LEN]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, bytes).expect("the array is as long as the key"))
}

pub(crate) fn seal(key: &LessSafeKey, id: u32, place: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let mut nonce = [0; NONCE_LEN];
    rand::fill(&mut nonce).expect("the system has randomness");
    let mut sealed = Vec::with_capacity(BODY_AT + plaintext.len() + TAG_LEN);
    sealed.push(VERSION);
    sealed.extend_from_slice(&id.to_be_bytes());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plaintext);
    let tag = key
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(place),
            &mut sealed[BODY_AT..],
        )
        .expect("values are far shorter than 64 GiB");
    sealed.extend_from_slice(tag.as_ref());
    sealed
}

/// The id of the key that sealed this.
pub(crate) fn key_id(sealed: &[u8]) -> Result<u32, VaultError> {
    let Some((&[VERSION, a, b, c, d], _)) = sealed.split_first_chunk::<HEADER_LEN>() else {
        return Err(VaultError::Refused);
    };
    Ok(u32::from_be_bytes([a, b, c, d]))
}

pub(crate) fn open(key: &LessSafeKey, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let after_header = sealed.get(HEADER_LEN..).ok_or(VaultError::Refused)?;
    let (nonce, body) = after_header.split_first_chunk::<NONCE_LEN>().ok_or(VaultError::Refused)?;
    let mut plaintext = body.to_vec();
    let length = key
        .open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(place), &mut plaintext)
        .map_err(|_| VaultError::Refused)?
        .len();
    plaintext.truncate(length);
    Ok(plaintext)
}
