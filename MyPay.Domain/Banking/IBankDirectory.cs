using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;

namespace MyPay.Domain.Banking;

/// <summary>
/// The directory of banks as the back office keeps it. Who may change it is asked by the back office; it notes the
/// reason, too.
/// </summary>
public interface IBankDirectory
{
    /// <summary>Every bank by its code, with its windows and what is switched off.</summary>
    Task<IReadOnlyList<BankEntry>> ListAsync(CancellationToken ct = default);

    /// <summary>The bank's names and contract; null for an unknown code.</summary>
    BankTerms? TermsOf(MyPayDb db, string bank);

    /// <summary>Does another bank bear one of these names?</summary>
    bool IsNameTaken(MyPayDb db, BankTerms terms);

    /// <summary>Adds a bank, or gives one other names, another contract, or takes it out of the directory.</summary>
    void Keep(JournalWrite write, BankTerms terms);

    /// <summary>The bank's names; null for an unknown code.</summary>
    BankName? NameOf(MyPayDb db, string bank);

    /// <summary>
    /// Adds a maintenance window; null, or the refusal <c>banking.bank.unknown</c>, <c>banking.window.empty</c> (it
    /// ends as it begins), <c>….rule_invalid</c>, <c>….date_past</c>.
    /// </summary>
    Refusal? AddWindow(JournalWrite write, string bank, WindowRule rule);

    /// <summary>
    /// Changes one; answers it as it was. Refuses like <see cref="AddWindow"/> and with
    /// <c>banking.window.not_found</c>.
    /// </summary>
    Result<BankWindow> ChangeWindow(JournalWrite write, int window, WindowRule rule);

    /// <summary>Ends one; answers it as it was. Refuses with <c>banking.window.not_found</c>.</summary>
    Result<BankWindow> EndWindow(JournalWrite write, int window);
}

/// <summary>A bank as the directory keeps it.</summary>
/// <param name="Code">Three digits, KFTC.</param>
/// <param name="NameKo">Korean name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Link">Our contract allows linking accounts.</param>
/// <param name="Charge">… charging from them.</param>
/// <param name="Send">… sending to them.</param>
/// <param name="Payout">… paying out to them.</param>
/// <param name="IsListed">False takes it out of every service.</param>
public sealed record BankTerms(
    string Code,
    string NameKo,
    string NameEn,
    bool Link,
    bool Charge,
    bool Send,
    bool Payout,
    bool IsListed
);

/// <summary>A bank's names.</summary>
public sealed record BankName(string Ko, string En);

/// <summary>A bank of the directory with all that decides whether it can be used.</summary>
/// <param name="Bank">As others see it, windows only: <see cref="Services"/> says what is switched off.</param>
/// <param name="Windows">Its maintenance windows.</param>
/// <param name="Services">The services our contract with it allows, each with whether it is switched on.</param>
/// <param name="Terms">Its names and its contract.</param>
public sealed record BankEntry(
    BankView Bank,
    IReadOnlyList<BankWindow> Windows,
    IReadOnlyList<BankServiceState> Services,
    BankTerms Terms
);

/// <summary>A service of a bank.</summary>
/// <param name="IsOn">False while this bank's own switch for it is off.</param>
public sealed record BankServiceState(BankService Service, bool IsOn);

/// <summary>A maintenance window of a bank (점검 시간).</summary>
public sealed record BankWindow(int Id, string Bank, WindowRule Rule);

/// <summary>
/// When a maintenance window holds, KST wall clock. It begins at <paramref name="From"/> on each day the rest names
/// (every day, when it names none) and ends at <paramref name="To"/>, left out; one that ends before it begins crosses
/// midnight.
/// </summary>
/// <param name="Weekday">Only on this day of the week.</param>
/// <param name="Nth">Only on the n-th such day of a month, 1–5; needs a weekday.</param>
/// <param name="On">Only once, beginning on this date; needs neither.</param>
public sealed record WindowRule(
    TimeOnly From,
    TimeOnly To,
    DayOfWeek? Weekday = null,
    int? Nth = null,
    DateOnly? On = null
)
{
    /// <summary>Does one begin on this day?</summary>
    public bool BeginsOn(DateOnly day) =>
        On is { } once
            ? day == once
            : (Weekday is not { } weekday || day.DayOfWeek == weekday)
                && (Nth is not { } nth || ((day.Day - 1) / 7) + 1 == nth);

    /// <summary>When the window that holds at this KST moment ends; null outside one.</summary>
    public DateTime? EndAt(DateTime seoul)
    {
        var today = DateOnly.FromDateTime(seoul);
        return EndOf(today, seoul) ?? EndOf(today.AddDays(-1), seoul);
    }

    private DateTime? EndOf(DateOnly day, DateTime seoul)
    {
        if (!BeginsOn(day))
            return null;
        var (begin, end) = (day.ToDateTime(From), day.ToDateTime(To));
        if (end <= begin)
            end = end.AddDays(1);
        return begin <= seoul && seoul < end ? end : null;
    }
}
