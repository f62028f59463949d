using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Switches;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Admin.Home;

/// <summary>
/// What waits, and how the day goes. Read anew when a queue changes and every half minute: sums are worth no more than
/// that.
/// </summary>
public sealed partial class HomePage : IAsyncDisposable
{
    private const int CertificatesBack = 14;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private DashboardView? view;
    private ITimer? beat;

    [Inject]
    private PerCall<IFranchiseOnboarding> Onboarding { get; set; } = default!;

    [Inject]
    private PerCall<IApprovals> Approvals { get; set; } = default!;

    [Inject]
    private PerCall<IFranchiseClosing> Closing { get; set; } = default!;

    [Inject]
    private PerCall<ILeavings> Leavings { get; set; } = default!;

    [Inject]
    private PerCall<ISettlements> Settlements { get; set; } = default!;

    [Inject]
    private PerCall<IReconciliation> Reconciliation { get; set; } = default!;

    [Inject]
    private PerCall<ICertificates> Certificates { get; set; } = default!;

    [Inject]
    private PerCall<IFraudDesk> Fraud { get; set; } = default!;

    [Inject]
    private PerCall<IBankLog> Bank { get; set; } = default!;

    [Inject]
    private PerCall<IPaymentSearch> Payments { get; set; } = default!;

    [Inject]
    private PerCall<ITopUps> Moves { get; set; } = default!;

    [Inject]
    private PerCall<IRemittanceFigures> Transfers { get; set; } = default!;

    [Inject]
    private PerCall<ISwitchDesk> Switches { get; set; } = default!;

    protected override IReadOnlyCollection<string> Topics =>
        [
            BackOfficeTopics.Approvals,
            FraudTopics.Desk,
            "franchise-reviews",
            SettlementTopics.Leaving,
            SettlementTopics.All,
            ReconTopics.All,
            CertificateTopics.All,
            SwitchTopics.Changed,
        ];

    private double? Rate =>
        view!.Outcomes is { Paid: var paid, Failed: var failed } && paid + failed > 0
            ? 100.0 * paid / (paid + failed)
            : null;

    private IEnumerable<(string Href, string Name, int Count, string Note, string Glyph)> Queues =>
        [
            (
                "/admin/approvals",
                T("승인", "Approvals"),
                view!.Approvals,
                T("두 번째 사람을 기다려요", "Need a second person"),
                Icons.HowToReg
            ),
            (
                "/admin/settlements?state=draft",
                T("정산 승인", "Batches to approve"),
                view.ToApprove.Count,
                InWon(view.ToApprove.PayOut),
                Icons.CalendarMonth
            ),
            (
                "/admin/settlements?state=failed",
                T("지급 실패", "Failed payouts"),
                view.Failed.Count,
                InWon(view.Failed.PayOut),
                Icons.Error
            ),
            (
                "/admin/reconciliation",
                T("대사 차이", "Reconciliation cases"),
                view.Differences,
                T("담당자가 살펴봐요", "To be looked into"),
                Icons.Balance
            ),
            (
                "/admin/franchises",
                T("가맹점 심사", "Franchise reviews"),
                view.Reviews,
                T("심사를 기다려요", "To be reviewed"),
                Icons.Storefront
            ),
            (
                "/admin/franchises?view=leaving",
                T("가맹점 해지", "Franchises leaving"),
                view.Leaving,
                T("신청이나 정산이 남았어요", "To be agreed to or settled"),
                Icons.Logout
            ),
            (
                "/admin/bank-calls?view=case",
                T("은행 요청 결정", "Bank calls to decide"),
                view.Bank.Cases,
                T("두 사람이 결정해요", "Two people decide"),
                Icons.AccountBalance
            ),
            (
                "/admin/bank-calls?view=open",
                T("은행 확인 중", "Unknown at the bank"),
                view.Bank.Unknown,
                T("저절로 다시 물어봐요", "Asked again by itself"),
                Icons.HourglassTop
            ),
            (
                "/admin/fraud",
                T("이상 거래", "Fraud cases"),
                view.Fraud,
                T("확인이 필요해요", "To be looked at"),
                Icons.GppMaybe
            ),
        ];

    private IEnumerable<(string Name, long Won, int Count, long Before, string Href)> Sums =>
        [
            (
                T("결제", "Payments"),
                view!.Today.Today.SalesWon,
                view.Today.Today.Sales,
                view.Today.YesterdaySoFar.SalesWon,
                "/admin/payments?period=today"
            ),
            (
                T("결제 취소", "Cancels"),
                view.Today.Today.CancelledWon,
                view.Today.Today.Cancels,
                view.Today.YesterdaySoFar.CancelledWon,
                "/admin/payments?period=today&state=cancelled"
            ),
            (
                T("충전", "Charges"),
                view.Moves.ChargedWon,
                view.Moves.Charges,
                view.MovesBefore.ChargedWon,
                "/admin/bank-calls"
            ),
            (T("송금", "Transfers"), view.Sent.Won, view.Sent.Count, view.SentBefore.Won, "/admin/bank-calls"),
            (
                T("꺼내기", "Withdrawals"),
                view.Moves.WithdrawnWon,
                view.Moves.Withdrawals,
                view.MovesBefore.WithdrawnWon,
                "/admin/bank-calls"
            ),
        ];

    private List<SumBar> HourBars
    {
        get
        {
            var now = SeoulTime.In(Clock.GetUtcNow()).Hour;
            return
            [
                .. view!.Today.Hours.Select(
                    (won, hour) =>
                        new SumBar(
                            hour % 6 == 0 ? hour.ToString(CultureInfo.InvariantCulture) : "",
                            T($"{hour}시", $"{hour}:00"),
                            won,
                            hour == now
                        )
                ),
            ];
        }
    }

    private List<SumBar> DayBars =>
        [
            .. view!.Days.Select(d => new SumBar(
                d.Day.Day.ToString(CultureInfo.InvariantCulture),
                DayInWords(d.Day),
                d.Sum.SalesWon,
                d.Day == view.Today.Day
            )),
        ];

    public async ValueTask DisposeAsync()
    {
        if (beat is not null)
            await beat.DisposeAsync();
        Dispose();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            beat = Clock.CreateTimer(_ => _ = InvokeAsync(ReloadAsync), null, Every, Every);
    }

    protected override async Task LoadAsync()
    {
        var today = SeoulTime.Today(Clock);
        var (start, end, before) = (
            SeoulTime.StartOf(today),
            SeoulTime.EndOf(today),
            SeoulTime.StartOf(today.AddDays(-1))
        );
        var batches = await Settlements.AskAsync(s => s.SumsAsync());
        view = new(
            (await Approvals.AskAsync(a => a.ListAsync(waitingOnly: true, 200))).Count,
            (await Onboarding.AskAsync(o => o.ReviewQueueAsync())).Count,
            (await Closing.AskAsync(c => c.AskedAsync())).Count + await Leavings.AskAsync(l => l.OpenAsync()),
            (await Fraud.AskAsync(f => f.CasesAsync(openOnly: true, 200))).Count,
            batches.First(b => b.State == BatchState.Draft),
            batches.First(b => b.State == BatchState.Failed),
            (await Reconciliation.AskAsync(r => r.CasesAsync(new()))).Count,
            await Certificates.AskAsync(c => c.ListAsync(today.AddDays(-CertificatesBack), today)) is [var newest, ..]
                ? newest
                : null,
            await Bank.AskAsync(b => b.SumsAsync()),
            await Payments.AskAsync(p => p.TodayAsync()),
            await Payments.AskAsync(p => p.DaysAsync(7)),
            await Payments.AskAsync(p => p.OutcomesAsync(today)),
            await Moves.AskAsync(m => m.SumsAsync(start, end)),
            await Moves.AskAsync(m => m.SumsAsync(before, start)),
            await Transfers.AskAsync(t => t.SumsAsync(start, end)),
            await Transfers.AskAsync(t => t.SumsAsync(before, start)),
            await Switches.AskAsync(s => s.OffAsync())
        );
    }
}

/// <summary>The back office at a glance.</summary>
internal sealed record DashboardView(
    int Approvals,
    int Reviews,
    int Leaving,
    int Fraud,
    BatchSum ToApprove,
    BatchSum Failed,
    int Differences,
    Certificate? Newest,
    BankCallSums Bank,
    SalesToday Today,
    IReadOnlyList<SalesDay> Days,
    PaymentOutcomes Outcomes,
    BankMoveSums Moves,
    BankMoveSums MovesBefore,
    RemittanceSums Sent,
    RemittanceSums SentBefore,
    IReadOnlyList<SwitchView> Off
);
