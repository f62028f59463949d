using MyPay.Domain.Kernel;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Franchise;

/// <summary>Whom do we pay, on which terms? All that the rest of MyPay may ask of Franchise (가맹점).</summary>
public interface IFranchises
{
    /// <summary>
    /// Applies (가맹 신청). The settlement account is checked by holder inquiry and a 1-won check afterwards, see
    /// <see cref="IFranchiseOnboarding"/>. Refuses with <c>franchise.apply.business_number_invalid</c>,
    /// <c>….business_number_taken</c>, <c>….name_invalid</c>, <c>….name_office</c>, <c>….representative_invalid</c>,
    /// <c>….category_unknown</c>, <c>….sales_invalid</c>, <c>….phone_invalid</c>, <c>….holder_invalid</c>,
    /// <c>….email_taken</c>, sign-up's refusals for e-mail, password and the owner's name, Banking's for the account.
    /// </summary>
    Task<Result<FranchiseView>> ApplyAsync(FranchiseApplication application, CancellationToken ct = default);

    /// <summary>
    /// What a form's part has against it by itself, before anything is stored: the business
    /// (<see cref="ApplicationPart.Business"/>, whose number is looked up too) or the account. The owner's part is
    /// checked by <see cref="ApplyAsync"/> alone. The refusals of <see cref="ApplyAsync"/>.
    /// </summary>
    Task<Result<Done>> CheckAsync(
        FranchiseApplication application,
        ApplicationPart part,
        CancellationToken ct = default
    );

    /// <summary>A franchise by id.</summary>
    Task<FranchiseView?> FindAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>
    /// The franchise behind one of its four CIDs (live and test, one-time and recurring), with what a payment must
    /// know; null for an unknown CID.
    /// </summary>
    Task<CidTerms?> FindByCidAsync(string cid, CancellationToken ct = default);

    /// <summary>The franchise's stores, the first one first.</summary>
    Task<IReadOnlyList<StoreView>> StoresAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>The store behind the code of its static QR; null for any other.</summary>
    Task<StoreView?> FindStoreByQrAsync(string qrCode, CancellationToken ct = default);

    /// <summary>The franchise and role of a sign-in; null for people who work at none.</summary>
    Task<StaffView?> FindStaffAsync(string signInId, CancellationToken ct = default);

    /// <summary>
    /// The settlement account with its full number, for payouts through Banking; null before its 1-won check passed.
    /// </summary>
    Task<SettlementAccount?> FindSettlementAccountAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>The contract's terms on a business date; null before the first contract.</summary>
    Task<ContractTerms?> TermsOnAsync(FranchiseId franchise, DateOnly date, CancellationToken ct = default);

    /// <summary>The contract's terms, the latest from-date first; dates to come included.</summary>
    Task<IReadOnlyList<ContractTerms>> TermsAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>Several at once, in no order; who is not known is left out.</summary>
    Task<IReadOnlyList<FranchiseView>> FindManyAsync(
        IReadOnlyCollection<FranchiseId> franchises,
        CancellationToken ct = default
    );

    /// <summary>The trade names of franchises, by their ids; who is not known has none.</summary>
    Task<IReadOnlyDictionary<FranchiseId, string>> TradeNamesAsync(
        IReadOnlyCollection<FranchiseId> franchises,
        CancellationToken ct = default
    );

    /// <summary>
    /// Lines of business by trade name, of those names that exist; where several franchises bear one, the oldest's.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> CategoriesAsync(
        IReadOnlyCollection<string> tradeNames,
        CancellationToken ct = default
    );

    /// <summary>
    /// Every franchise that may have sales to settle: active and frozen ones, and those that are leaving.
    /// </summary>
    Task<IReadOnlyList<FranchiseId>> SellersAsync(CancellationToken ct = default);

    /// <summary>
    /// Asked inside a write, where it can't change under the asker: may this franchise take new payments? A frozen or
    /// closed one may not.
    /// </summary>
    bool MaySell(Ledger.JournalWrite write, FranchiseId franchise);
}

/// <summary>API keys: shown once, stored as a hash.</summary>
public interface IApiKeys
{
    /// <summary>
    /// The caller behind a raw key; null for an unknown, expired or revoked one. Notes when it was last used (at most
    /// once a minute).
    /// </summary>
    Task<ApiCaller?> FindCallerAsync(string rawKey, CancellationToken ct = default);

    /// <summary>
    /// Notes a key that <see cref="FindCallerAsync"/> did not find; answers how long its network address is told to
    /// wait, null: not at all (<see cref="FranchisePolicies.WrongKeys"/> in ten minutes). The same key again is no
    /// further one, and right keys from the same address go on.
    /// </summary>
    Task<TimeSpan?> WrongAsync(string rawKey, string address, CancellationToken ct = default);

    /// <summary>
    /// Makes a key; the raw key is in the answer and nowhere else. Refuses with <c>franchise.api_key.scope_unknown</c>,
    /// <c>….name_invalid</c>, <c>….too_many</c>, <c>franchise.contract.not_active</c>,
    /// <c>membership.step_up.required</c>.
    /// </summary>
    Task<Result<IssuedApiKey>> IssueAsync(
        FranchiseId franchise,
        string name,
        bool live,
        IReadOnlyCollection<string> scopes,
        Actor by,
        CancellationToken ct = default
    );

    /// <summary>
    /// Makes a successor with the same scopes; the old key works for the overlap (24 hours by default, 7 days at most).
    /// Refuses with <c>franchise.api_key.not_found</c>, <c>….already_rotated</c>, <c>membership.step_up.required</c>.
    /// </summary>
    Task<Result<IssuedApiKey>> RotateAsync(
        FranchiseId franchise,
        Guid key,
        Actor by,
        TimeSpan? overlap = null,
        CancellationToken ct = default
    );

    /// <summary>Ends a key at once. Refuses with <c>franchise.api_key.not_found</c>.</summary>
    Task<Result<Done>> RevokeAsync(FranchiseId franchise, Guid key, CancellationToken ct = default);

    /// <summary>The franchise's keys, newest first.</summary>
    Task<IReadOnlyList<ApiKeyView>> ListAsync(FranchiseId franchise, CancellationToken ct = default);
}

/// <summary>What an applicant fills in.</summary>
/// <param name="BusinessNumber">10 digits with check digit; hyphens are dropped.</param>
/// <param name="ExpectedYearlySales">Won; decides the fee grade.</param>
/// <param name="OwnerEmail">The owner's new sign-in.</param>
public sealed record FranchiseApplication(
    string BusinessNumber,
    string TradeName,
    string Representative,
    string Category,
    Won ExpectedYearlySales,
    string Bank,
    string AccountNumber,
    string AccountHolder,
    string OwnerEmail,
    string OwnerPassword,
    string OwnerName,
    string Phone
);

/// <summary>The parts of an application, as a form asks for them.</summary>
public enum ApplicationPart
{
    /// <summary>Number, names, category, sales, phone.</summary>
    Business,

    /// <summary>The settlement account.</summary>
    Account,
}

/// <summary>Where a franchise stands.</summary>
public enum FranchiseState
{
    /// <summary>Applied; the settlement account is not proved yet.</summary>
    Applied,

    /// <summary>Waiting for the back office.</summary>
    InReview,

    /// <summary>The back office asked something.</summary>
    Asked,

    /// <summary>Sells.</summary>
    Active,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Stopped by the back office: no new payments, cancels go on.</summary>
    Frozen,

    /// <summary>Leaving: it sells nothing any more, and what it is owed or owes is being settled.</summary>
    Closing,

    /// <summary>Left, with nothing open either way.</summary>
    Closed,
}

/// <summary>Fee grades by yearly sales (우대수수료 bands).</summary>
public enum FeeGrade
{
    /// <summary>영세: up to 300 million won.</summary>
    Micro,

    /// <summary>중소1: up to 500 million.</summary>
    Small1,

    /// <summary>중소2: up to 1 billion.</summary>
    Small2,

    /// <summary>중소3: up to 3 billion.</summary>
    Small3,

    /// <summary>일반.</summary>
    General,
}

/// <summary>Staff roles; each may do what the one after it may.</summary>
public enum StaffRole
{
    /// <summary>사장: everything.</summary>
    Owner,

    /// <summary>매니저: everything but staff, keys and the settlement account.</summary>
    Manager,

    /// <summary>직원: sells, cancels up to a limit, sees no settlements.</summary>
    Cashier,
}

/// <summary>A franchise as its people and the back office see it.</summary>
/// <param name="Cid">Live one-time CID, 10 characters.</param>
/// <param name="RateBasisPoints">Fee rate today, VAT excluded: 100 = 1 %.</param>
/// <param name="CycleDays">Settlement cycle D+N in business days.</param>
/// <param name="CashierCancelLimit">A cashier may cancel up to this amount of one payment, won.</param>
public sealed record FranchiseView(
    FranchiseId Id,
    string BusinessNumber,
    string TradeName,
    string Representative,
    string Category,
    FranchiseState State,
    FeeGrade Grade,
    int RateBasisPoints,
    int CycleDays,
    string Cid,
    string RecurringCid,
    string TestCid,
    string TestRecurringCid,
    IReadOnlyList<string> RedirectDomains,
    Won CashierCancelLimit,
    string SettlementBank,
    string SettlementMaskedNumber,
    string SettlementHolder,
    DateTimeOffset AppliedAt,
    string? ReviewNote
)
{
    /// <summary>What the applicant expects to sell a year.</summary>
    public Won ExpectedYearlySales { get; init; }

    /// <summary>
    /// The shop's own amount above which its tills ask once before they charge, won; null: what the policy
    /// <c>till.asks_above</c> says.
    /// </summary>
    public Won? TillAsksAbove { get; init; }

    /// <summary>Digits only.</summary>
    public string Phone { get; init; } = "";

    /// <summary>The owner's sign-in.</summary>
    public string OwnerEmail { get; init; } = "";

    /// <summary>When its owner asked to leave, UTC; null while nobody has.</summary>
    public DateTimeOffset? ClosingAskedAt { get; init; }

    /// <summary>Why, in the owner's words.</summary>
    public string? ClosingReason { get; init; }

    /// <summary>When it stopped selling for good, UTC.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Another settlement account that waits for its 1-won check.</summary>
    public SettlementAccountChange? AccountChange { get; init; }

    /// <summary>Leaving or gone: it never sells again.</summary>
    public bool HasLeft => State is FranchiseState.Closing or FranchiseState.Closed;

    /// <summary>
    /// The newest 1-won check of the settlement account while the application, or a change of account, waits for it.
    /// </summary>
    public SettlementAccountCheck? AccountCheck { get; init; }

    /// <summary><c>123-45-67891</c>.</summary>
    public string BusinessNumberWritten =>
        BusinessNumber.Length == 10
            ? $"{BusinessNumber[..3]}-{BusinessNumber[3..5]}-{BusinessNumber[5..]}"
            : BusinessNumber;
}

/// <summary>A 1-won check under way.</summary>
/// <param name="AwaitsCode">The won has arrived and the digits are awaited; otherwise the bank has not
/// answered.</param>
/// <param name="TriesLeft">Of three.</param>
/// <param name="ExpiresAt">Until when the digits are taken, UTC.</param>
public sealed record SettlementAccountCheck(bool AwaitsCode, int TriesLeft, DateTimeOffset ExpiresAt);

/// <summary>A settlement account that is not proved yet.</summary>
public sealed record SettlementAccountChange(string Bank, string MaskedNumber, string Holder, DateTimeOffset AskedAt);

/// <summary>The account that settlements are paid to, for Banking only.</summary>
public sealed record SettlementAccount(string Bank, string Number, string Holder);

/// <summary>How often a franchise is settled.</summary>
public enum SettlementRhythm
{
    /// <summary>Each sales day by itself.</summary>
    Daily,

    /// <summary>Monday to Sunday together.</summary>
    Weekly,

    /// <summary>A calendar month together.</summary>
    Monthly,
}

/// <summary>A contract's terms from a date on. A change is a new row; what was agreed before stays.</summary>
/// <param name="From">The first business date they hold.</param>
/// <param name="RateBasisPoints">Fee rate, VAT excluded: 100 = 1 %.</param>
/// <param name="Rhythm">Which sales days make one batch.</param>
/// <param name="CycleDays">Paid D+N business days after the period's last day.</param>
/// <param name="MinimumPayout">Less than this is carried over, won.</param>
/// <param name="Reserve">Kept back from payouts, won.</param>
/// <param name="By">Who agreed to them for MyPay.</param>
public sealed record ContractTerms(
    DateOnly From,
    FeeGrade Grade,
    int RateBasisPoints,
    SettlementRhythm Rhythm,
    int CycleDays,
    Won MinimumPayout,
    Won Reserve,
    string By,
    DateTimeOffset AgreedAt
);

/// <summary>Lines of business that can join.</summary>
public static class FranchiseCategories
{
    /// <summary>All of them: code, Korean and English name.</summary>
    public static readonly IReadOnlyList<(string Code, string Ko, string En)> All =
    [
        ("cafe", "카페·디저트", "Café, desserts"),
        ("restaurant", "음식점", "Restaurant"),
        ("mart", "편의점·마트", "Convenience, groceries"),
        ("fashion", "패션·잡화", "Fashion"),
        ("beauty", "미용·뷰티", "Beauty"),
        ("health", "병원·약국", "Clinic, pharmacy"),
        ("education", "교육", "Education"),
        ("culture", "문화·여가", "Culture, leisure"),
        ("lodging", "숙박·여행", "Lodging, travel"),
        ("transport", "교통·운송", "Transport"),
        ("shopping", "온라인 쇼핑", "Online shop"),
        ("digital", "디지털 콘텐츠·구독", "Digital content, subscriptions"),
        ("living", "생활 서비스", "Everyday services"),
        ("other", "기타", "Other"),
    ];
}

/// <summary>What a payment must know of a CID.</summary>
/// <param name="Recurring">Approve gives a SID.</param>
/// <param name="Live">False: the whole flow, but no money moves.</param>
/// <param name="RateBasisPoints">Fee rate on the business date of asking; stored on the slip.</param>
public sealed record CidTerms(
    FranchiseId Franchise,
    string TradeName,
    string BusinessNumber,
    FranchiseState State,
    bool Recurring,
    bool Live,
    int RateBasisPoints,
    IReadOnlyList<string> RedirectDomains
);

/// <summary>A store.</summary>
/// <param name="QrCode">The code in its static QR, <c>/q/{code}</c>.</param>
public sealed record StoreView(StoreId Id, FranchiseId Franchise, string Name, string QrCode);

/// <summary>A person who works at a franchise.</summary>
public sealed record StaffView(FranchiseId Franchise, string SignInId, string Email, string Name, StaffRole Role);

/// <summary>Who calls the API.</summary>
/// <param name="Live">False for a test key.</param>
public sealed record ApiCaller(Guid KeyId, FranchiseId Franchise, bool Live, IReadOnlyList<string> Scopes);

/// <summary>A fresh key.</summary>
/// <param name="RawKey">Shown once: <c>mpk_live_…</c> or <c>mpk_test_…</c>.</param>
public sealed record IssuedApiKey(ApiKeyView View, string RawKey);

/// <summary>A key as the portal lists it.</summary>
public sealed record ApiKeyView(
    Guid Id,
    string Name,
    bool Live,
    string Last4,
    IReadOnlyList<string> Scopes,
    DateTimeOffset MadeAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? EndsAt,
    bool Revoked
);

/// <summary>Scopes of API keys.</summary>
public static class ApiScopes
{
    /// <summary>Every scope.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "payments:read",
        "payments:write",
        "refunds:write",
        "settlements:read",
        "webhooks:write",
    ];
}
