using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership;

/// <summary>
/// Who is this and what may they do? All that the rest of MyPay may ask of Membership about members.
/// Whatever changes something for a member refuses with <c>membership.member.not_found</c> (unknown or closed) and
/// <c>membership.member.not_active</c> (frozen); whatever asks for the password again, with
/// <c>membership.password.locked</c> (minutes) after too many wrong ones.
/// </summary>
public interface IMembers
{
    /// <summary>
    /// Checks a sign-up before a code goes to its phone. Refuses with
    /// <c>membership.sign_up.email_invalid</c>, <c>….email_taken</c>,
    /// <c>….password_weak</c>, <c>….name_invalid</c>, <c>….name_office</c>, <c>….phone_invalid</c>, <c>….phone_taken</c>,
    /// <c>….birth_invalid</c>, <c>….too_young</c>, <c>….consent_missing</c>, <c>….too_many</c> (of the network
    /// address, an hour). What is taken counts too, so that nobody leafs through addresses and numbers.
    /// </summary>
    /// <param name="form">What was filled in.</param>
    /// <param name="address">The network address; null: not known, and not counted.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<Result<SignUpDraft>> PrepareSignUpAsync(SignUpForm form, string? address, CancellationToken ct = default);

    /// <summary>
    /// Makes a sign-in and a member with dated consents, whole or not at all, once the phone is proved. Refuses with
    /// <c>membership.phone_code.proof_missing</c> and what may be taken meanwhile. A second time with the same proof it
    /// answers the same member.
    /// </summary>
    Task<Result<MemberView>> SignUpAsync(SignUpDraft draft, PhoneProof proof, CancellationToken ct = default);

    /// <summary>
    /// The same at once, for whoever vouches for the phone: demo data. Refuses as <see cref="PrepareSignUpAsync"/>.
    /// </summary>
    Task<Result<MemberView>> SignUpAsync(SignUpForm form, CancellationToken ct = default);

    /// <summary>
    /// All that is wrong with a sign-up form by itself, in the order of its fields; the refusals of
    /// <see cref="PrepareSignUpAsync"/> but for what is taken.
    /// </summary>
    IReadOnlyList<Refusal> CheckSignUp(SignUpForm form);

    /// <summary>What the member has agreed to, oldest first.</summary>
    Task<IReadOnlyList<ConsentView>> ConsentsAsync(MemberId member, CancellationToken ct = default);

    /// <summary>The member behind a sign-in; null for staff and operators.</summary>
    Task<MemberView?> FindBySignInAsync(string signInId, CancellationToken ct = default);

    /// <summary>A member by id.</summary>
    Task<MemberView?> FindAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Asked inside a write, where it can't change under the asker: may this member send and receive?
    /// </summary>
    bool IsActive(Ledger.JournalWrite write, MemberId member);

    /// <summary>Names of several members at once.</summary>
    Task<IReadOnlyDictionary<MemberId, MemberCard>> CardsAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    );

    /// <summary>The same, of those only who can receive money now: neither closed nor frozen.</summary>
    Task<IReadOnlyDictionary<MemberId, MemberCard>> ReceiverCardsAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    );

    /// <summary>
    /// Members that <paramref name="typed"/> may mean as a receiver: the whole phone number, e-mail or name (spaces and
    /// case aside). Never the asker, only active members; at most ten. Neither masked nor counted: people ask Remittance
    /// (<c>IReceivers</c>), so that nobody leafs through the members.
    /// </summary>
    Task<IReadOnlyList<MemberCard>> FindReceiversAsync(MemberId asker, string typed, CancellationToken ct = default);

    /// <summary>
    /// Changes name or mobile number, and begins a change of e-mail, which counts once its letter is answered
    /// (<see cref="IEmailChanges"/>). Refusals as at sign-up,
    /// <c>membership.name.proved</c> when the name was proved and no linked account bears the new one,
    /// <c>membership.step_up.required</c> when e-mail or phone change, <c>membership.phone_code.proof_missing</c> when the
    /// new number is not proved, <c>membership.email_change.too_many</c> (a day).
    /// Open pages stay signed in.
    /// </summary>
    Task<Result<MemberView>> ChangeProfileAsync(
        MemberId member,
        ProfileChange change,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>
    /// Keeps the member's language, <c>ko</c> or <c>en</c>. Refuses any other with
    /// <c>membership.profile.language_unknown</c>.
    /// </summary>
    Task<Result<Done>> ChangeLanguageAsync(MemberId member, string language, CancellationToken ct = default);

    /// <summary>
    /// Closes the membership (탈퇴). Refuses with <c>membership.closing.money_left</c> (won) while wallet, pending or
    /// sent money is not zero or a bank call is open,
    /// <c>membership.closing.password_wrong</c>, and what any <see cref="IClosingCheck"/> says. The sign-in is locked
    /// for ever; records stay as the law asks.
    /// </summary>
    Task<Result<Done>> CloseAsync(MemberId member, string password, CancellationToken ct = default);
}

/// <summary>
/// The payment PIN (결제 비밀번호): six digits; as many misses as <see cref="MembershipPolicies.PinTries"/> says lock it.
/// </summary>
public interface IPins
{
    /// <summary>How the PIN stands.</summary>
    Task<PinState> StateAsync(MemberId member, CancellationToken ct = default);

    /// <summary>
    /// Sets the first PIN, or a new one for whoever has proved to be its owner by the old one or by two other proofs
    /// (<see cref="IPinProofs"/>; of a locked one, given after the lock); without the old one a calm time begins
    /// (<see cref="CalmTime"/>). Refuses with <c>membership.pin.not_six_digits</c>, <c>….sequence</c>,
    /// <c>….repeated</c>, <c>….birthday</c>, <c>….phone</c>, <c>….proofs_missing</c> (how many more).
    /// </summary>
    /// <param name="member">Whose.</param>
    /// <param name="pin">Six digits.</param>
    /// <param name="by">Who, from which session; null only for a first one.</param>
    /// <param name="ct">Gives up.</param>
    Task<Result<Done>> SetAsync(MemberId member, string pin, Actor? by, CancellationToken ct = default);

    /// <summary>
    /// Checks a PIN. Every try is counted before it is compared, so parallel guesses get the policy's tries and no
    /// more. Refuses with <c>membership.pin.not_set</c>, <c>membership.pin.wrong</c> (tries left),
    /// <c>membership.pin.locked</c>.
    /// </summary>
    Task<Result<Done>> VerifyAsync(MemberId member, string pin, CancellationToken ct = default);

    /// <summary>
    /// The rules alone, for a page that wants to say them while typing. Refused are runs up or down, round the zero too
    /// (890123); three equal digits side by side, fewer than three different digits, the same half twice (123123); the
    /// birthday as yyMMdd, MMddyy or ddMMyy; the phone's last six digits.
    /// </summary>
    Result<Done> CheckRules(string pin, DateOnly birthDate, string phone);
}

/// <summary>Linked bank accounts (계좌 연결).</summary>
public interface ILinkedAccounts
{
    /// <summary>The member's linked accounts, the primary one first.</summary>
    Task<IReadOnlyList<LinkedAccountView>> ListAsync(MemberId member, CancellationToken ct = default);

    /// <summary>One of the member's own accounts, with its full number for the bank; null for any other.</summary>
    Task<LinkedAccountSecret?> FindSecretAsync(
        MemberId member,
        LinkedAccountId account,
        CancellationToken ct = default
    );

    /// <summary>
    /// Step 1–2: asks the bank for the holder, who must be the member, and sends the 1-won check. A member whose name is
    /// proved already may link an account of another holder typed as such: with it comes the new name
    /// (<see cref="AccountCheckView.NewName"/>). Refusals of Banking, <c>membership.sign_up.name_office</c> and
    /// <c>….name_invalid</c> of that name, and
    /// <c>membership.linking.holder_differs</c>, <c>….already_linked</c>, <c>….too_many_checks</c> (limit a KST day of a
    /// member), <c>….account_checks_today</c> (limit a KST day of the account, over all members),
    /// <c>….account_checks_spent</c> (the KST date from which it may be checked again),
    /// <c>membership.holder.too_many</c> (limit of accounts a KST day),
    /// <c>….check_failed</c> (Banking's code; the won did not arrive),
    /// <c>….check_unknown</c> (the bank has not answered). Asked again for the same account within ten minutes, an
    /// unanswered check is looked at again: its won is never sent twice.
    /// </summary>
    Task<Result<AccountCheckView>> StartAsync(
        MemberId member,
        string bank,
        string number,
        string holderName,
        CancellationToken ct = default
    );

    /// <summary>
    /// Step 3: the four digits from the depositor text. The whole depositor text is accepted too. Refuses with
    /// <c>membership.linking.code_wrong</c> (tries left), <c>….no_tries_left</c>, <c>….check_expired</c>,
    /// <c>….check_not_found</c>, <c>….check_unknown</c>.
    /// </summary>
    Task<Result<AccountCheckView>> EnterCodeAsync(
        MemberId member,
        Guid check,
        string code,
        CancellationToken ct = default
    );

    /// <summary>
    /// Step 4: consent to withdrawals; links the account, which proves the member's name. The first one is primary.
    /// Refuses with
    /// <c>membership.linking.code_missing</c>, <c>….check_expired</c>, <c>….consent_missing</c>,
    /// <c>….already_linked</c>, <c>….check_not_found</c>.
    /// </summary>
    Task<Result<LinkedAccountView>> ConsentAsync(
        MemberId member,
        Guid check,
        bool consented,
        CancellationToken ct = default
    );

    /// <summary>Makes an account the primary one. Refuses with <c>membership.linking.not_found</c>.</summary>
    Task<Result<Done>> MakePrimaryAsync(MemberId member, LinkedAccountId account, CancellationToken ct = default);

    /// <summary>
    /// Ends a link. When it was the primary one, the longest linked of the others becomes primary. Refuses with
    /// <c>membership.linking.not_found</c>.
    /// </summary>
    Task<Result<Done>> UnlinkAsync(MemberId member, LinkedAccountId account, CancellationToken ct = default);

    /// <summary>
    /// True while the member has a linked account, all of which are verified: decides the balance cap.
    /// </summary>
    Task<bool> IsVerifiedAsync(MemberId member, CancellationToken ct = default);

    /// <summary>The same, asked inside a write.</summary>
    bool IsVerified(Ledger.MyPayDb db, MemberId member);
}

/// <summary>What a new member fills in.</summary>
/// <param name="Consents">Codes of the terms agreed to, see <see cref="Terms"/>.</param>
public sealed record SignUpForm(
    string Email,
    string Password,
    string Name,
    string Phone,
    DateOnly? BirthDate,
    IReadOnlyCollection<string> Consents,
    string Language
);

/// <summary>What a member wants changed; null leaves a field as it is.</summary>
/// <param name="Proof">That the new number is the member's, where one is wanted.</param>
public sealed record ProfileChange(string? Name, string? Phone, string? Email, PhoneProof? Proof = null);

/// <summary>A sign-up that passed its rules and waits for its phone to be proved. The password is hashed already.</summary>
/// <param name="Consents">Codes of the terms agreed to, see <see cref="Terms"/>.</param>
public sealed record SignUpDraft(
    string Email,
    string PasswordHash,
    string Name,
    string Phone,
    DateOnly BirthDate,
    IReadOnlyList<string> Consents,
    string Language
);

/// <summary>A member as the rest of MyPay sees one.</summary>
public sealed record MemberView(
    MemberId Id,
    string SignInId,
    string Email,
    string Name,
    string Phone,
    DateOnly BirthDate,
    string Language,
    MemberState State,
    DateTimeOffset JoinedAt
)
{
    /// <summary>The member has shown to hold the number.</summary>
    public bool IsPhoneProved { get; init; }

    /// <summary>A bank account of this holder was linked; until then others read 미확인 beside the name.</summary>
    public bool IsNameProved { get; init; }
}

/// <summary>As little of a member as another member may see.</summary>
/// <param name="Name">Full name: the sender must see whom they pay.</param>
/// <param name="MaskedPhone">010-****-1234.</param>
public sealed record MemberCard(MemberId Id, string Name, string MaskedPhone)
{
    /// <summary>See <see cref="MemberView.IsNameProved"/>.</summary>
    public bool IsNameProved { get; init; }
}

/// <summary>May this member use MyPay?</summary>
public enum MemberState
{
    /// <summary>Yes.</summary>
    Active,

    /// <summary>Stopped by the back office.</summary>
    Frozen,

    /// <summary>Left (탈퇴).</summary>
    Closed,
}

/// <summary>How a PIN stands.</summary>
public enum PinState
{
    /// <summary>None yet.</summary>
    NotSet,

    /// <summary>Usable.</summary>
    Set,

    /// <summary>Five misses; re-verification unlocks.</summary>
    Locked,
}

/// <summary>A linked account as its owner sees it.</summary>
/// <param name="MaskedNumber">Last five digits readable: <c>123-****-78901</c>; of numbers under twelve digits those
/// only, <c>***-**-78901</c>.</param>
/// <param name="Last">The last five digits.</param>
public sealed record LinkedAccountView(
    LinkedAccountId Id,
    string Bank,
    string BankNameKo,
    string BankNameEn,
    string MaskedNumber,
    string Last,
    string Holder,
    bool IsPrimary,
    DateTimeOffset LinkedAt
);

/// <summary>A linked account with its full number, for Banking only.</summary>
public sealed record LinkedAccountSecret(LinkedAccountView View, string Number);

/// <summary>A 1-won check under way.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Holder">The holder as the bank says.</param>
/// <param name="TriesLeft">Of three.</param>
/// <param name="ExpiresAt">Five minutes after the won arrived, for the digits; five minutes after the digits, for the
/// consent. UTC.</param>
/// <param name="CodeAccepted">The digits were right; consent is next.</param>
/// <param name="NewName">What the member will be called once it is linked; null: as before.</param>
public sealed record AccountCheckView(
    Guid Id,
    string Bank,
    string MaskedNumber,
    string Holder,
    int TriesLeft,
    DateTimeOffset ExpiresAt,
    bool CodeAccepted,
    string? NewName = null
);

/// <summary>One set of terms.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Version">The day it came into force.</param>
/// <param name="Required">Without it there is no membership.</param>
public sealed record Terms(string Code, DateOnly Version, bool Required, string TitleKo, string TitleEn)
{
    /// <summary>The terms in force.</summary>
    public static IReadOnlyList<Terms> Current { get; } =
    [
        new("service", new(2026, 11, 1), true, "MyPay 이용약관", "MyPay terms of service"),
        new("e-finance", new(2026, 11, 1), true, "전자금융거래 이용약관", "Electronic financial transaction terms"),
        new("privacy", new(2026, 11, 1), true, "개인정보 수집·이용 동의", "Collection and use of personal data"),
        new("marketing", new(2026, 11, 1), false, "혜택·이벤트 알림 받기 (선택)", "News and offers (optional)"),
    ];
}

/// <summary>A member's consent to one version of one set of terms.</summary>
/// <param name="Terms">Code, see <see cref="Membership.Terms"/>.</param>
public sealed record ConsentView(string Terms, DateOnly Version, DateTimeOffset At);

/// <summary>
/// Told when a member who had no verified account gets one, the first time or again after unlinking all: the balance
/// cap rises.
/// </summary>
public sealed record MemberVerified(MemberId Member) : Ledger.Outbox.IOutboxEvent
{
    /// <inheritdoc/>
    public static string EventName => "membership.verified";
}
