/// Why access was not given, asked for or taken up. Each is told to the person in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ShareFault {
    #[error("nothing would be shared")]
    Nothing,
    #[error("the access would end before it begins")]
    EndsInPast,
    #[error("nobody can act for themselves")]
    Yourself,
    #[error("this person is invited or has access already")]
    SharedAlready,
    #[error("too many open invitations or requests")]
    TooMany,
    #[error("as many as may be were asked for or sent today")]
    TooManyToday,
    #[error("there is no room for more papers")]
    NoRoom,
    /// A parent's standing is not the patient's to give, nor a caregiver's to be asked for.
    #[error("this relationship does not come about this way")]
    WrongWay,
    /// The invitation was sent to another address than this account's.
    #[error("the invitation is somebody else's")]
    WrongPerson,
    /// Used, withdrawn, run out, or decided meanwhile.
    #[error("it is over")]
    Over,
    #[error("only an adult can act for somebody else")]
    AdultsOnly,
    /// The child is of age: their record is theirs.
    #[error("the patient is of age")]
    OfAge,
    /// A power of attorney is given by somebody of age.
    #[error("the patient is a minor, or of unknown age")]
    Minor,
    #[error("a name and a birth date are needed")]
    WhoIsMissing,
    #[error("a document is needed")]
    DocumentNeeded,
    #[error("the document is empty")]
    EmptyDocument,
    #[error("neither PDF nor PNG nor JPEG")]
    NotADocument,
    #[error("the document is too large")]
    DocumentTooLarge,
    /// What the decision rests on is not there.
    #[error("nothing proves this standing")]
    NoEvidence,
    /// Who asks for access does not give it, and who has said yes before does not confirm it.
    #[error("another member of staff must decide")]
    AnotherMustDecide,
    /// A minor cannot end the access of a parent whom staff have checked.
    #[error("staff must end it")]
    AskStaff,
}
