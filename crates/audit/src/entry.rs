//! What is stored of an event: a few searchable columns in the open, everything else sealed. The leaf of the tree
//! covers exactly what is stored, so that the log is verified without any key.
//!
//! Entry bytes, numbers big-endian: version 1 (1 byte); time in microseconds since 1970 (8); then actor, patient,
//! action, outcome and role, each as length (1) and bytes, absent ones as length 0; the correlation id (16); and the
//! sealed payload to the end. The payload is sealed for its place, which is the log id followed by all bytes before
//! it: columns that were exchanged do not open.

use portico_model::{AccountId, Role, Timestamp};
use portico_vault::{Class, Vault, VaultError};
use uuid::Uuid;

use crate::merkle::{Hash, leaf_hash};
use crate::{Event, tables};

/// The keyed hash that a person is looked up by: half of an HMAC-SHA-256.
pub(crate) type Blind = [u8; 16];

pub(crate) fn blind_actor(vault: &Vault, actor: &AccountId) -> Blind {
    half(vault.blind_index(Class::Audit, "actor", actor.0.hyphenated().encode_lower(&mut [0; 36])))
}

pub(crate) fn blind_patient(vault: &Vault, patient: &str) -> Blind {
    half(vault.blind_index(Class::Audit, "patient", patient))
}

fn half(hash: [u8; 32]) -> Blind {
    *hash.first_chunk().expect("16 of 32 bytes")
}

pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Patient => "patient",
        Role::Clinician => "clinician",
        Role::Scheduler => "scheduler",
        Role::Support => "support",
        Role::Administrator => "administrator",
        Role::PrivacyOfficer => "privacy_officer",
        Role::System => "system",
    }
}

/// An event, ready to be stored.
#[derive(Debug)]
pub(crate) struct SealedEntry {
    pub at_us: i64,
    pub actor: Option<Blind>,
    pub patient: Option<Blind>,
    pub action: &'static str,
    pub outcome: &'static str,
    pub role: &'static str,
    pub correlation: Uuid,
    pub payload: Vec<u8>,
    pub leaf_hash: Hash,
}

impl SealedEntry {
    pub(crate) fn seal(event: &Event, log_id: Uuid, vault: &Vault) -> Result<Self, serde_json::Error> {
        let mut plaintext = Vec::with_capacity(1024);
        serde_json::to_writer(&mut plaintext, event)?;
        let mut entry = Self {
            at_us: event.at.as_microsecond(),
            actor: event.actor.as_ref().map(|actor| blind_actor(vault, actor)),
            patient: event.patient.as_ref().map(|patient| blind_patient(vault, patient.as_str())),
            action: event.action.as_str(),
            outcome: event.outcome.as_str(),
            role: role_name(event.role),
            correlation: event.correlation.0,
            payload: Vec::new(),
            leaf_hash: Hash([0; 32]),
        };
        let mut place = entry.place(log_id);
        entry.payload = vault.seal(Class::Audit, &place, &plaintext);
        place.extend_from_slice(&entry.payload);
        entry.leaf_hash = leaf_hash(&place[LOG_ID_LEN..]);
        Ok(entry)
    }

    fn place(&self, log_id: Uuid) -> Vec<u8> {
        let columns = Columns {
            at_us: self.at_us,
            actor: self.actor.as_ref().map(Blind::as_slice),
            patient: self.patient.as_ref().map(Blind::as_slice),
            action: self.action,
            outcome: self.outcome,
            role: self.role,
            correlation: self.correlation,
        };
        let mut place = Vec::with_capacity(1024);
        place.extend_from_slice(log_id.as_bytes());
        columns.encode(&mut place);
        place
    }
}

const LOG_ID_LEN: usize = 16;

/// The columns of an entry as they are read back.
pub(crate) struct Columns<'a> {
    pub at_us: i64,
    pub actor: Option<&'a [u8]>,
    pub patient: Option<&'a [u8]>,
    pub action: &'a str,
    pub outcome: &'a str,
    pub role: &'a str,
    pub correlation: Uuid,
}

impl<'a> From<&'a tables::entry::Model> for Columns<'a> {
    fn from(row: &'a tables::entry::Model) -> Self {
        Self {
            at_us: row.at_us,
            actor: row.actor.as_deref(),
            patient: row.patient.as_deref(),
            action: &row.action,
            outcome: &row.outcome,
            role: &row.role,
            correlation: row.correlation,
        }
    }
}

impl Columns<'_> {
    fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.push(1);
        bytes.extend_from_slice(&self.at_us.to_be_bytes());
        let fields = [
            self.actor,
            self.patient,
            Some(self.action.as_bytes()),
            Some(self.outcome.as_bytes()),
            Some(self.role.as_bytes()),
        ];
        for field in fields {
            bytes.push(field.map_or(0, length));
            bytes.extend_from_slice(field.unwrap_or_default());
        }
        bytes.extend_from_slice(self.correlation.as_bytes());
    }
}

/// What can be read of an entry without any key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTheOpen {
    pub at: Timestamp,
    pub action: String,
    pub outcome: String,
    pub role: String,
}

impl InTheOpen {
    /// Reads entry bytes; `None` if they are none of this version.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (version, rest) = bytes.split_first()?;
        let (at_us, mut rest) = rest.split_first_chunk::<8>()?;
        let mut field = || {
            let (length, after) = rest.split_first()?;
            let (field, after) = after.split_at_checked(usize::from(*length))?;
            rest = after;
            Some(field)
        };
        let (_actor, _patient) = (field()?, field()?);
        let mut name = || Some(std::str::from_utf8(field()?).ok()?.to_owned());
        let (action, outcome, role) = (name()?, name()?, name()?);
        let at = Timestamp::from_microsecond(i64::from_be_bytes(*at_us)).ok()?;
        (*version == 1).then_some(Self { at, action, outcome, role })
    }
}

/// 255 for what the log never writes, so that nothing forged reads like something written.
fn length(field: &[u8]) -> u8 {
    if field.is_empty() { u8::MAX } else { u8::try_from(field.len()).unwrap_or(u8::MAX) }
}

/// The entry bytes of a stored row, into `bytes`, which is emptied before.
pub(crate) fn entry_bytes(row: &tables::entry::Model, bytes: &mut Vec<u8>) {
    bytes.clear();
    Columns::from(row).encode(bytes);
    bytes.extend_from_slice(&row.payload);
}

/// The event of a stored row.
pub(crate) fn open(row: &tables::entry::Model, log_id: Uuid, vault: &Vault) -> Result<Event, OpenError> {
    let mut place = log_id.as_bytes().to_vec();
    Columns::from(row).encode(&mut place);
    let plaintext = vault.open(Class::Audit, &place, &row.payload)?;
    Ok(serde_json::from_slice(&plaintext)?)
}

/// Why a stored row is no event any more.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("its payload is no event that this version knows")]
    Json(#[from] serde_json::Error),
}
