using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Web.Portals.Merchant;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Rules;

/// <summary>Bank fees and list rates of grades, as cards of which one can be open.</summary>
public sealed partial class FeesSection
{
    private const long TopUpStep = 10_000;
    private const int SmallCharges = 10;

    private IReadOnlyList<BankFeeView>? fees;
    private IReadOnlyList<GradeRateView> rates = [];
    private IReadOnlyList<BankView> banks = [];
    private string? value,
        from,
        reason,
        said,
        stood;
    private string bank = "";
    private bool ends;

    /// <summary>The card that is open: a call's sort, with a bank where it has a fee of its own, or a grade.</summary>
    [Parameter]
    public string? Fee { get; set; }

    [Inject]
    private PerCall<IFeeDesk> Desk { get; set; } = default!;

    [Inject]
    private PerCall<IBankLog> Banks { get; set; } = default!;

    [Inject]
    private PerCall<IApprovals> Approvals { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics => [PolicyTopics.Changed];

    // The reason for the step of 10,000 won, in today's numbers.
    private string Saving
    {
        get
        {
            var fee =
                fees!.FirstOrDefault(view => view is { Bank: null, Kind: BankCallKind.Withdraw })?.Fee?.Amount ?? 0;
            return T(
                $"만 원 단위로 충전하는 까닭이에요: {InWon(TopUpStep / SmallCharges)}씩 {SmallCharges}번 충전하면 은행 수수료가 "
                    + $"{InWon(fee * SmallCharges)}, {InWon(TopUpStep)}을 한 번에 충전하면 {InWon(fee)}이에요.",
                $"Why charges come in steps of {InWon(TopUpStep)}: {SmallCharges} charges of "
                    + $"{InWon(TopUpStep / SmallCharges)} cost {InWon(fee * SmallCharges)} in bank fees, one "
                    + $"of {InWon(TopUpStep)} costs {InWon(fee)}."
            );
        }
    }

    protected override void OnInitialized() =>
        from = SeoulTime.Today(Clock).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override void OnParametersSet()
    {
        if (stood == Fee)
            return;
        (stood, value, reason, said, bank, ends, Refusal) = (Fee, null, null, null, "", false, null);
    }

    protected override async Task LoadAsync()
    {
        if (banks.Count == 0)
            banks = await Banks.AskAsync(b => b.BanksAsync());
        rates = await Desk.AskAsync(d => d.GradeRatesAsync());
        fees = await Desk.AskAsync(d => d.BankFeesAsync());
    }

    private static string IdOf(BankFeeView view) => view.Bank is null ? $"{view.Kind}" : $"{view.Kind}:{view.Bank}";

    private static string KindOf(BankCallKind kind) =>
        kind switch
        {
            BankCallKind.Withdraw => T("출금이체 · 충전할 때", "Withdrawal from a customer's account, to charge"),
            BankCallKind.Deposit => T("입금이체 · 보내고 지급할 때", "Deposit to an account, to send and pay out"),
            _ => T("예금주 조회", "Holder inquiry"),
        };

    private static string GradeTitle(FeeGrade grade)
    {
        var upTo = FeeGrades.All.Single(band => band.Grade == grade).UpTo;
        return grade == FeeGrade.General
            ? FranchiseWords.Of(grade)
            : T(
                $"{FranchiseWords.Of(grade)} · 연 매출 {InWon(upTo.Amount)}까지",
                $"{FranchiseWords.Of(grade)}: yearly sales up to {InWon(upTo.Amount)}"
            );
    }

    private static string Amount(Won? fee) => fee is { } won ? InWon(won.Amount) : T("공통 수수료", "General fee");

    private static string SinceOf(DateOnly? since) =>
        since is { } day ? T($"{DayInWords(day)}부터", $"since {DayInWords(day)}") : T("처음 값", "first value");

    private static string Later(DateOnly day, string amount) =>
        T($"{DayInWords(day)}부터 {amount}", $"{amount} from {DayInWords(day)}");

    private static string By(string? maker, string? checker, DateTimeOffset? at) =>
        at is { } made
            ? T($"{maker} 요청 · {checker} 승인", $"asked by {maker}, approved by {checker}")
                + " · "
                + TimeInSeoul(made)
            : T("처음 값", "first value");

    private string TitleOf(BankFeeView view) =>
        view.Bank is null
            ? KindOf(view.Kind)
            : $"{(banks.FirstOrDefault(one => one.Code == view.Bank) is { } known ? BankWords.NameOf(known) : view.Bank)} "
                + $"· {KindOf(view.Kind)}";

    private string AddressOf(string id) =>
        "/admin/policies?tab=fees" + (id == Fee ? "" : "&fee=" + Uri.EscapeDataString(id));

    private Task AskBankAsync(BankFeeView view)
    {
        var whose = view.Bank ?? (bank.Length == 0 ? null : bank);
        long won = 0;
        var isRead = ends || (TypedWon.Read(value).TryGet(out won, out _) && won >= 0);
        return AskAsync(isRead, date => new BankFeeChange(whose, view.Kind, ends ? null : won, date).Ask(reason ?? ""));
    }

    private Task AskGradeAsync(FeeGrade grade)
    {
        var points = TypedPercent.BasisPoints(value);
        return AskAsync(points <= 10_000, date => new GradeRateChange(grade, points!.Value, date).Ask(reason ?? ""));
    }

    private async Task AskAsync(bool isRead, Func<DateOnly, ApprovalAsk> ask)
    {
        (said, Refusal) = (null, null);
        if (!await MayAsync(SignInRoles.Operator))
            return;
        if (!isRead || TypedDate.Day(from) is not { } date)
        {
            Refusal = new(RefusalKind.Invalid, "backoffice.fee.not_readable");
            return;
        }

        var asked = await Approvals.AskAsync(a => a.AskAsync(ask(date), Me));
        if (asked.TryGet(out _, out var refusal))
        {
            said = T(
                "승인을 요청했어요. 다른 사람이 승인하면 정한 날부터 바뀌어요.",
                "Asked. Once somebody else approves, it counts from the day you chose."
            );
            (value, reason, bank, ends) = (null, null, "", false);
        }

        Refusal = refusal;
    }
}
