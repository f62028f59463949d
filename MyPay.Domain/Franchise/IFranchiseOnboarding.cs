using MyPay.Domain.Kernel;

namespace MyPay.Domain.Franchise;

/// <summary>From application to contract: the settlement account's proof and the back office's review.</summary>
public interface IFranchiseOnboarding
{
    /// <summary>
    /// Sends the 1-won check to the settlement account, see <see cref="FranchiseView.AccountCheck"/>. Refusals of
    /// Banking, <c>franchise.account.holder_differs</c>,
    /// <c>….check_failed</c>, <c>….check_unknown</c>, <c>….too_many_checks</c> (limit a KST day),
    /// <c>franchise.review.wrong_state</c> once the account is proved. Asked again within ten minutes, an unanswered
    /// check is looked at again: its won is never sent twice.
    /// </summary>
    Task<Result<FranchiseView>> StartAccountCheckAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>
    /// Another settlement account. While none is proved it takes the place of the first: a typing error must not end an
    /// application. Afterwards it waits for its own 1-won check, and payouts go to the proved one until then. Refusals
    /// of Banking, <c>franchise.apply.holder_invalid</c>, <c>franchise.review.wrong_state</c>.
    /// </summary>
    Task<Result<FranchiseView>> ChangeAccountAsync(
        FranchiseId franchise,
        string bank,
        string number,
        string holder,
        CancellationToken ct = default
    );

    /// <summary>The owner keeps the account that is proved; does nothing without a change under way.</summary>
    Task<Result<FranchiseView>> KeepAccountAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>
    /// The four digits; 3 tries, 5 minutes. Then the application goes to review, or payouts go to the new account.
    /// Refuses with <c>franchise.account.code_wrong</c> (tries left), <c>….no_tries_left</c>, <c>….check_expired</c>,
    /// <c>….check_not_found</c>, <c>….check_unknown</c>, <c>franchise.apply.business_number_taken</c> when another
    /// proved it first.
    /// </summary>
    Task<Result<FranchiseView>> EnterAccountCodeAsync(
        FranchiseId franchise,
        string code,
        CancellationToken ct = default
    );

    /// <summary>What waits for the back office, oldest first.</summary>
    Task<IReadOnlyList<FranchiseView>> ReviewQueueAsync(CancellationToken ct = default);

    /// <summary>Every franchise, newest first, for the back office; part of the name, business number or CID.</summary>
    Task<IReadOnlyList<FranchiseView>> SearchAsync(string? text, int limit, CancellationToken ct = default);

    /// <summary>
    /// Approves with a grade and a rate from today (null: the grade's list rate of today), a cycle D+N; makes the CIDs
    /// and the first store. Refuses with <c>franchise.review.wrong_state</c>, <c>franchise.contract.rate_invalid</c>,
    /// <c>….cycle_invalid</c>.
    /// </summary>
    Task<Result<FranchiseView>> ApproveAsync(
        FranchiseId franchise,
        FeeGrade grade,
        int? rateBasisPoints,
        int cycleDays,
        string reviewer,
        CancellationToken ct = default
    );

    /// <summary>
    /// Refuses the application, with a reason. Refuses itself with <c>franchise.review.wrong_state</c>,
    /// <c>….note_missing</c>.
    /// </summary>
    Task<Result<FranchiseView>> RejectAsync(
        FranchiseId franchise,
        string reason,
        string reviewer,
        CancellationToken ct = default
    );

    /// <summary>Asks the applicant something.</summary>
    Task<Result<FranchiseView>> AskAsync(
        FranchiseId franchise,
        string question,
        string reviewer,
        CancellationToken ct = default
    );

    /// <summary>The applicant's answer; back to review.</summary>
    Task<Result<FranchiseView>> AnswerAsync(FranchiseId franchise, string answer, CancellationToken ct = default);

    /// <summary>Stops new payments, with a reason; cancels and settlement go on.</summary>
    Task<Result<FranchiseView>> FreezeAsync(
        FranchiseId franchise,
        string reason,
        string reviewer,
        CancellationToken ct = default
    );

    /// <summary>Lets a frozen franchise sell again.</summary>
    Task<Result<FranchiseView>> ResumeAsync(
        FranchiseId franchise,
        string reason,
        string reviewer,
        CancellationToken ct = default
    );

    /// <summary>
    /// Agrees to other terms from a date on, tomorrow at the earliest: sales of a day have one rate. Refuses with
    /// <c>franchise.contract.date_invalid</c>, <c>….rate_invalid</c>,
    /// <c>….cycle_invalid</c>, <c>….not_active</c>.
    /// </summary>
    Task<Result<ContractTerms>> ChangeTermsAsync(
        FranchiseId franchise,
        NewTerms terms,
        string reviewer,
        CancellationToken ct = default
    );

    /// <summary>What happened between applicant and back office, oldest first.</summary>
    Task<IReadOnlyList<ReviewEntry>> HistoryAsync(FranchiseId franchise, CancellationToken ct = default);
}

/// <summary>Terms to be agreed to.</summary>
/// <param name="RateBasisPoints">VAT excluded: 100 = 1 %; null takes the grade's list rate of
/// <paramref name="From"/>.</param>
public sealed record NewTerms(
    DateOnly From,
    FeeGrade Grade,
    int? RateBasisPoints,
    int CycleDays,
    SettlementRhythm Rhythm = SettlementRhythm.Daily,
    Won MinimumPayout = default,
    Won Reserve = default
);

/// <summary>A step between applicant and back office.</summary>
public enum ReviewStep
{
    /// <summary>The application came in.</summary>
    Applied,

    /// <summary>The settlement account was proved.</summary>
    AccountProved,

    /// <summary>Another settlement account was proved: payouts go there from now on.</summary>
    AccountChanged,

    /// <summary>The back office asked.</summary>
    Asked,

    /// <summary>The applicant answered.</summary>
    Answered,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Stopped.</summary>
    Frozen,

    /// <summary>Sells again.</summary>
    Resumed,

    /// <summary>Other terms were agreed to.</summary>
    TermsChanged,

    /// <summary>The owner asked to leave.</summary>
    ClosingAsked,

    /// <summary>The owner stays.</summary>
    ClosingTakenBack,

    /// <summary>It sells nothing any more; its money is being settled.</summary>
    Closing,

    /// <summary>It has left, with nothing open.</summary>
    Closed,
}

/// <summary>One entry of a franchise's review.</summary>
/// <param name="By">Sign-in of the back office; null for the applicant.</param>
public sealed record ReviewEntry(ReviewStep Step, string? Note, string? By, DateTimeOffset At);

/// <summary>
/// Fee grades and their default rates (docs: reference rates of the card bands; MyPay's own rates are negotiable per
/// contract).
/// </summary>
public static class FeeGrades
{
    /// <summary>
    /// The bands of yearly sales (우대수수료) and MyPay's list rate for MyMoney payments, basis points without VAT. The list
    /// keeps the order of the preferential card rates (0.40 / 1.00 / 1.15 / 1.45 %) and adds the bank calls that a
    /// top-up costs; a contract's own rate counts.
    /// </summary>
    public static readonly IReadOnlyList<(FeeGrade Grade, Won UpTo, int RateBasisPoints)> All =
    [
        (FeeGrade.Micro, Won.Of(300_000_000), 60),
        (FeeGrade.Small1, Won.Of(500_000_000), 100),
        (FeeGrade.Small2, Won.Of(1_000_000_000), 120),
        (FeeGrade.Small3, Won.Of(3_000_000_000), 150),
        (FeeGrade.General, Won.Of(TypedWon.Largest), 220),
    ];

    /// <summary>The grade of yearly sales; a band's upper bound belongs to it.</summary>
    public static FeeGrade Of(Won yearlySales) =>
        All.First(band => yearlySales <= band.UpTo || band.Grade == FeeGrade.General).Grade;

    /// <summary>The rate a grade began with; <see cref="GradeRates"/> says what holds on a date.</summary>
    public static int FirstRate(FeeGrade grade) => All.Single(band => band.Grade == grade).RateBasisPoints;
}

/// <summary>
/// What an owner keeps up. Refuses with <c>franchise.contract.not_found</c> for a franchise that is none. Who may do
/// what is asked of the page: <see cref="StaffRole"/>.
/// </summary>
public interface IFranchiseDesk
{
    /// <summary>Staff of the franchise, the owner first.</summary>
    Task<IReadOnlyList<StaffView>> StaffAsync(FranchiseId franchise, CancellationToken ct = default);

    /// <summary>
    /// Adds a person with a sign-in of their own. Refuses with <c>franchise.staff.email_taken</c>, sign-up's refusals
    /// for e-mail, password and name, <c>….role_not_allowed</c>, <c>….too_many</c>.
    /// </summary>
    Task<Result<StaffView>> AddStaffAsync(
        FranchiseId franchise,
        string email,
        string password,
        string name,
        StaffRole role,
        CancellationToken ct = default
    );

    /// <summary>
    /// Changes a role; the last owner stays. Refuses with <c>franchise.staff.not_found</c>, <c>….last_owner</c>.
    /// </summary>
    Task<Result<StaffView>> ChangeRoleAsync(
        FranchiseId franchise,
        string signInId,
        StaffRole role,
        CancellationToken ct = default
    );

    /// <summary>
    /// Removes a person; their open pages end within seconds. Refuses with <c>franchise.staff.not_found</c>,
    /// <c>….last_owner</c>.
    /// </summary>
    Task<Result<Done>> RemoveStaffAsync(FranchiseId franchise, string signInId, CancellationToken ct = default);

    /// <summary>
    /// Adds a store. Refuses with <c>franchise.store.name_invalid</c>, <c>….too_many</c>, <c>franchise.apply.name_office</c>,
    /// <c>franchise.contract.not_active</c>.
    /// </summary>
    Task<Result<StoreView>> AddStoreAsync(FranchiseId franchise, string name, CancellationToken ct = default);

    /// <summary>
    /// Registers a redirect domain: scheme + host (+ port), up to ten; http only for localhost, 127.0.0.1 and in
    /// Development. Refuses with <c>franchise.domain.invalid</c>, <c>….too_many</c>.
    /// </summary>
    Task<Result<FranchiseView>> AddDomainAsync(FranchiseId franchise, string domain, CancellationToken ct = default);

    /// <summary>Removes a redirect domain.</summary>
    Task<Result<FranchiseView>> RemoveDomainAsync(FranchiseId franchise, string domain, CancellationToken ct = default);

    /// <summary>
    /// Sets what a cashier may cancel at once, won. Refuses with <c>franchise.cashier.limit_invalid</c>.
    /// </summary>
    Task<Result<FranchiseView>> SetCashierLimitAsync(FranchiseId franchise, Won limit, CancellationToken ct = default);

    /// <summary>
    /// Sets the amount above which the shop's tills ask once before they charge, 1,000 to 10,000,000 won; null: what
    /// the policy says. Refuses with <c>franchise.till.asks_above_invalid</c>.
    /// </summary>
    Task<Result<FranchiseView>> SetTillAsksAboveAsync(
        FranchiseId franchise,
        Won? amount,
        CancellationToken ct = default
    );
}
