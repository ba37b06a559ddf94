//! Argon2id in memory that is used again. Each password needs many MiB for some milliseconds; an allocator that is
//! asked for them on one thread after the other keeps them many times over.

use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{self, try_generate_salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};

/// Hashes and compares; as many buffers exist as passwords are hashed at the same time.
pub(super) struct Argon {
    params: Params,
    free: Mutex<Vec<Vec<Block>>>,
}

impl Argon {
    pub(super) fn new(params: Params) -> Self {
        Self { params, free: Mutex::default() }
    }

    /// With a salt of its own.
    pub(super) fn hash(&self, password: &[u8]) -> password_hash::Result<PasswordHash> {
        let salt = Salt::new(&try_generate_salt()?)?;
        let output = self.output(Algorithm::Argon2id, Version::V0x13, &self.params, (password, &salt))?;
        Ok(PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&self.params)?,
            salt: Some(salt),
            hash: Some(output),
        })
    }

    /// Whether the password is the one of a hash, whatever parameters that was made with.
    pub(super) fn is_of(&self, password: &[u8], expected: &PasswordHash) -> password_hash::Result<bool> {
        let (Some(salt), Some(output)) = (&expected.salt, &expected.hash) else { return Ok(false) };
        let algorithm = Algorithm::try_from(expected.algorithm.as_str())?;
        let version = expected.version.map_or(Ok(Version::default()), Version::try_from)?;
        let params = Params::try_from(expected)?;
        Ok(self.output(algorithm, version, &params, (password, salt))? == *output)
    }

    /// Gives the buffers back that nobody uses now.
    pub(super) fn rest(&self) {
        let unused = std::mem::take(&mut *self.free());
        drop(unused);
    }

    fn output(
        &self,
        algorithm: Algorithm,
        version: Version,
        params: &Params,
        (password, salt): (&[u8], &Salt),
    ) -> password_hash::Result<Output> {
        let mut blocks = self.free().pop().unwrap_or_default();
        if blocks.len() < params.block_count() {
            blocks = vec![Block::new(); params.block_count()];
        }
        let mut output = [0; Output::MAX_LENGTH];
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let output = output.get_mut(..length).ok_or(password_hash::Error::OutputSize)?;
        Argon2::new(algorithm, version, params.clone()).hash_password_into_with_memory(
            password,
            salt,
            output,
            &mut blocks,
        )?;
        self.free().push(blocks);
        Ok(Output::new(output)?)
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordHasher;

    use super::*;

    #[test]
    fn a_hash_of_other_parameters_is_compared_with_those() {
        let argon = Argon::new(Params::new(64, 1, 1, None).unwrap());
        let older = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(128, 2, 1, None).unwrap());
        let hash = older.hash_password(b"the heron waits").unwrap();

        assert!(argon.is_of(b"the heron waits", &hash).unwrap());
        assert!(!argon.is_of(b"the heron walks", &hash).unwrap());
        assert!(argon.is_of(b"the mill", &argon.hash(b"the mill").unwrap()).unwrap());
    }

    #[test]
    fn what_a_buffer_held_before_changes_no_hash() {
        let argon = Argon::new(Params::new(64, 1, 1, None).unwrap());
        let hash = argon.hash(b"the heron waits").unwrap();
        argon.hash(b"somebody else's").unwrap();

        assert!(argon.is_of(b"the heron waits", &hash).unwrap());
        assert_eq!(argon.free().len(), 1, "one buffer served all three");
        argon.rest();
        assert!(argon.free().is_empty());
    }
}
