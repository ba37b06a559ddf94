//! Members of staff in tests, and others who are let in without the door.

use aws_lc_rs::digest::{SHA256, digest};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_model::{AccountId, Assurance, Language, Origin, Role, SessionId};
use portico_store::{NewAccount, NewSession};
use uuid::Uuid;

use crate::portal::{Person, TestPortal};
use crate::visitor::TestVisitor;

impl TestPortal {
    /// A new member of staff, as if the directory had signed them in a moment ago.
    pub async fn staff(&self, role: Role) -> TestVisitor {
        let (id, now) = (AccountId(Uuid::new_v4()), self.clock.now());
        let account = NewAccount {
            id,
            role,
            email: format!("{}@clinic.example", id.0.simple()).parse().expect("an address"),
            phone: None,
            name: "Ben Carter".to_owned(),
            language: Language::En,
            own_record: None,
            password_hash: None,
            created_at: now,
        };
        self.store.create_account(&account).await.expect("a member of staff gets an account");
        self.let_in(id, "portico-staff", Assurance::TwoFactor).await
    }

    /// Somebody who proved both factors just now, in a browser of its own; no code is used up for it.
    pub async fn let_in_patient(&self, person: &Person) -> TestVisitor {
        self.let_in_by(person, Assurance::TwoFactor).await
    }

    /// The same by other factors.
    pub async fn let_in_by(&self, person: &Person, assurance: Assurance) -> TestVisitor {
        let mut visitor = self.let_in(person.account, "portico-session", assurance).await;
        let session = visitor.get("/api/v1/session").await;
        visitor.set_csrf(session.json()["csrf"].as_str().expect("a token for forms").to_owned());
        visitor
    }

    async fn let_in(&self, account: AccountId, cookie: &str, assurance: Assurance) -> TestVisitor {
        let now = self.clock.now();
        let token = [Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes()].concat();
        let session = NewSession {
            token_hash: digest(&SHA256, &token).as_ref().try_into().expect("SHA-256 has 32 bytes"),
            id: SessionId(Uuid::new_v4()),
            account,
            assurance,
            started_at: now,
            expires_at: now + SignedDuration::from_hours(12),
            origin: Origin { address: None, user_agent: "test".to_owned() },
        };
        self.store.create_session(&session).await.expect("a session is kept");
        let mut visitor = self.anonymous();
        visitor.set_cookie(cookie, &BASE64_URL_SAFE_NO_PAD.encode(token));
        visitor
    }
}
