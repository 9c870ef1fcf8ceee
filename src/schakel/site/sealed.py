"""Every sealed column of the house. A guard compares with the tables: what is missing here would not get a new key."""

from __future__ import annotations

from schakel.ground.vault.actions import Sealed

OF_THE_ACCOUNT = "(select organisation_id from accounts_account one where one.id = account_id)"

SEALED: tuple[Sealed, ...] = (
    Sealed("accounts_secondstep", "sealed_key", "accounts.second_step:{}:key", of=OF_THE_ACCOUNT),
    Sealed("accounts_signonprovider", "sealed_secret", "accounts.sign_on_provider:{}:secret", of="organisation_id"),
    Sealed("vault_recipient_key", "private", "vault.recipient:{}:private", of="organisation", file=True),
    Sealed("sharing_basis_acceptance", "reason", "sharing.acceptance:{}:reason"),
    Sealed("sharing_disclosure", "given", "sharing.disclosure:{}:given"),
    Sealed("sharing_disclosure", "necessity", "sharing.disclosure:{}:necessity"),
    Sealed("sharing_disclosure", "subsidiarity", "sharing.disclosure:{}:subsidiarity"),
    Sealed("sharing_disclosure", "their_reference", "sharing.disclosure:{}:their_reference"),
    Sealed("sharing_disclosure_step", "reason", "sharing.step:{}:reason"),
    Sealed("intake_signal", "narrative", "intake.signal:{}:narrative"),
    Sealed("intake_signal", "reach", "intake.signal:{}:reach"),
    Sealed("intake_observation", "note", "intake.observation:{}:note"),
    Sealed("intake_mention", "value", "intake.mention:{}:value"),
    Sealed("intake_statechange", "reason", "intake.statechange:{}:reason"),
    Sealed("intake_feedback", "thanks", "intake.feedback:{}:thanks"),
    Sealed("intake_addedobservation", "reason", "intake.addedobservation:{}:reason"),
    Sealed("intake_correction", "value", "intake.correction:{}:value"),
    Sealed("intake_correction", "reason", "intake.correction:{}:reason"),
    Sealed("intake_duechange", "reason", "intake.duechange:{}:reason"),
    Sealed("intake_provenance", "reference", "intake.provenance:{}:reference"),
    Sealed("intake_savedview", "name", "intake.savedview:{}:name", of="organisation"),
    Sealed("intake_draft", "typed", "intake.draft:{}:typed", of="organisation"),
    Sealed("intake_draftfile", "told", "intake.draftfile:{}:told", of="organisation"),
    Sealed("intake_draftfile", "sealed", "intake.draftfile:{}:content", of="organisation", file=True),
    Sealed("intake_attachment", "told", "intake.attachment:{}:told"),
    Sealed("intake_attachmentcontent", "sealed", "intake.attachment:{}:content", names="attachment_id", file=True),
    Sealed("hits_question", "necessity", "hits.question:{}:necessity"),
    Sealed("hits_question", "less", "hits.question:{}:less"),
    Sealed("hits_question", "asked", "hits.question:{}:asked"),
    Sealed("hits_side", "outcome", "hits.side:{}:outcome"),
    Sealed("hits_side", "necessity", "hits.side:{}:necessity"),
    Sealed("rights_request", "who", "rights.request:{}:who"),
    Sealed("rights_request", "letter", "rights.request:{}:letter"),
    Sealed("rights_request_step", "reason", "rights.step:{}:reason"),
    Sealed("rights_finding", "say", "rights.finding:{}:say"),
    Sealed("rights_finding", "reason", "rights.finding:{}:reason"),
    Sealed("rights_finding_words", "words", "rights.finding:{}:words", names="finding_id"),
    Sealed("rights_notice", "reason", "rights.notice:{}:reason"),
    Sealed("bundling_bundle", "title", "bundling.bundle:{}:title"),
    Sealed("bundling_judgement", "reason", "bundling.judgement:{}:reason"),
    Sealed("bundling_reading", "observed", "bundling.reading:{}:observed", names="signal"),
    Sealed("bundling_worksheet_answer", "reason", "bundling.worksheet:{}:reason"),
)

NOT_SEALED: dict[str, str] = {
    "accounts_apitoken.token_hash": "a hash of a long random token",
    "accounts_onetimelink.token_hash": "a hash of a long random token",
    "accounts_passkey.credential": "a public key, which opens nothing",
    "accounts_passkey.credential_id": "the name of a public key",
    "accounts_recoverycode.code_hash": "a hash of a random code",
    "accounts_signonidentity.subject_hash": "a hash of the issuer and its own name for somebody",
    "accounts_wrongpasswords.name_hash": "a hash, for minutes, of what was typed as a login name",
    "audit_entry.hash": "a link of the chain",
    "audit_entry.previous": "a link of the chain",
    "audit_processing.span_id": "a random number",
    "intake_signal.body_digest": "keyed: see vault.actions.blind_ever",
    "sharing_basis_acceptance.digest": "of the text of a legal basis",
    "sharing_disclosure.digest": "of the text of a legal basis",
    "vault_data_key.key_id": "which keeper wrapped it",
    "vault_data_key.wrapped": "wrapped by a keeper",
    "vault_recipient_key.public": "meant for everybody",
    "vault_root_key.key_id": "which keeper wrapped it",
    "vault_root_key.wrapped": "wrapped by a keeper",
}
"""Other columns of bytes, with the reason why nobody's words are in them."""
