using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Merchant;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Franchises;

/// <summary>
/// The review queue and the search for franchises. View, words and the chosen one stand in the address. Operators act;
/// the others read.
/// </summary>
public sealed partial class FranchisesPage : IDisposable
{
    private IReadOnlyList<FranchiseView>? queue,
        list;
    private IReadOnlyList<ReviewEntry> history = [];
    private IReadOnlyList<FranchiseView> asked = [];
    private IReadOnlyList<LeavingView> leavings = [];
    private IReadOnlyList<ApprovalView> waiting = [];
    private IReadOnlyList<ReconCase> incoming = [];
    private FranchiseView? chosen;
    private LeavingView? leave;
    private ApprovalView? closing;
    private Actor me = new("", "");
    private LiveRefresh? live;
    private Refusal? refusal;
    private string? query,
        note,
        saved,
        rate,
        cycle = "1";
    private string decision = "approve";
    private IReadOnlyList<(FeeGrade Grade, int RateBasisPoints)> rates = [];
    private FeeGrade grade;
    private SettlementRhythm rhythm;
    private long? minimum,
        reserve;
    private DateOnly from;
    private bool mayAct;

    [SupplyParameterFromQuery(Name = "view")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Words { get; set; }

    [SupplyParameterFromQuery(Name = "id")]
    private string? Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Person { get; set; } = default!;

    [Inject]
    private PerCall<IFranchiseOnboarding> Onboarding { get; set; } = default!;

    [Inject]
    private PerCall<IFranchises> Face { get; set; } = default!;

    [Inject]
    private PerCall<IGradeRates> Grades { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private LiveFeed Feed { get; set; } = default!;

    [Inject]
    private ILogger<FranchisesPage> Log { get; set; } = default!;

    [Inject]
    private PerCall<IFranchiseClosing> Closing { get; set; } = default!;

    [Inject]
    private PerCall<ILeavings> Leavings { get; set; } = default!;

    [Inject]
    private PerCall<IApprovals> Approvals { get; set; } = default!;

    [Inject]
    private PerCall<IReconciliation> Reconciliation { get; set; } = default!;

    private int ListRate => rates.FirstOrDefault(one => one.Grade == grade).RateBasisPoints;

    private bool IsAll => Kind == "all";

    private bool IsLeaving => Kind == "leaving";

    private bool IsQueue => !IsAll && !IsLeaving;

    private List<(string Key, string Words)> Actions =>
        chosen?.State switch
        {
            FranchiseState.InReview or FranchiseState.Asked =>
            [
                ("approve", T("승인하기", "Approve")),
                ("ask", T("질문하기", "Ask")),
                ("reject", T("거절하기", "Refuse")),
            ],
            FranchiseState.Active =>
            [
                ("terms", T("조건 바꾸기", "Change terms")),
                ("freeze", T("결제 중지하기", "Freeze")),
                .. MayClose,
            ],
            FranchiseState.Frozen => [("resume", T("결제 재개하기", "Resume")), .. MayClose],
            _ => [],
        };

    private (string, string)[] MayClose => closing is null ? [("close", T("해지 요청하기", "Ask to close"))] : [];

    public void Dispose() => live?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            live = new(
                Feed,
                [
                    "franchise-reviews",
                    SettlementTopics.Leaving,
                    SettlementTopics.All,
                    BackOfficeTopics.Approvals,
                    ReconTopics.All,
                ],
                () => InvokeAsync(ReloadAsync),
                Clock,
                Log
            );
    }

    protected override async Task OnParametersSetAsync()
    {
        var person = (await Person).User;
        mayAct = person.IsInRole(SignInRoles.Operator);
        me = new(person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", person.Identity?.Name ?? "");
        query = Words;
        await LoadAsync();
        if (chosen is { } shop)
            await PrepareAsync(shop);
    }

    private static bool HolderStandsApart(FranchiseView shop)
    {
        static string Key(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return Key(shop.SettlementHolder) != Key(shop.Representative)
            && Key(shop.SettlementHolder) != Key(shop.TradeName);
    }

    private static Fact[] FactsOf(FranchiseView shop) =>
        [
            new(T("사업자등록번호", "Business number"), shop.BusinessNumberWritten),
            new(T("대표자", "Representative"), shop.Representative),
            new(T("업종", "Category"), FranchiseWords.Category(shop.Category)),
            new(T("예상 연 매출", "Yearly sales"), InWon(shop.ExpectedYearlySales.Amount)),
            new(
                T("정산 계좌", "Settlement account"),
                $"{shop.SettlementBank} {shop.SettlementMaskedNumber} · {shop.SettlementHolder}"
            ),
            new(T("연락처", "Phone"), MaskPhone(shop.Phone)),
            new(T("사장님 계정", "Owner's sign-in"), shop.OwnerEmail),
            new(
                T("수수료", "Fee"),
                $"{FranchiseWords.Of(shop.Grade)} · {FranchiseWords.Rate(shop.RateBasisPoints)} · D+{shop.CycleDays}"
            ),
            new("CID", shop.Cid.Length > 0 ? $"{shop.Cid} · {shop.RecurringCid}" : "–"),
        ];

    private string Address(FranchiseId shop) =>
        Navigation.GetUriWithQueryParameters(
            "/admin/franchises",
            new Dictionary<string, object?>
            {
                ["view"] = IsQueue ? null : Kind,
                ["q"] = IsAll ? Words : null,
                ["id"] = shop.ToString(),
            }
        );

    private void SearchAsync() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                "/admin/franchises",
                new Dictionary<string, object?>
                {
                    ["view"] = "all",
                    ["q"] = string.IsNullOrWhiteSpace(query) ? null : query,
                }
            )
        );

    private async Task LoadAsync()
    {
        queue = await Onboarding.AskAsync(o => o.ReviewQueueAsync());
        asked = await Closing.AskAsync(c => c.AskedAsync());
        leavings = await Leavings.AskAsync(l => l.ListAsync(openOnly: true));
        list =
            IsQueue ? queue
            : IsLeaving ? [.. asked, .. await ShopsAsync()]
            : await Onboarding.AskAsync(o => o.SearchAsync(Words, 100));
        chosen = Guid.TryParseExact(Id, "N", out var id) ? await Face.AskAsync(f => f.FindAsync(new(id))) : null;
        history = chosen is null ? [] : await Onboarding.AskAsync(o => o.HistoryAsync(chosen.Id));
        await LoadLeaveAsync();
        if (Actions.Count > 0 && Actions.All(action => action.Key != decision))
            decision = Actions[0].Key;
    }

    private async Task<List<FranchiseView>> ShopsAsync()
    {
        var shops = (
            await Face.AskAsync(f => f.FindManyAsync([.. leavings.Select(leaving => leaving.Franchise)]))
        ).ToDictionary(shop => shop.Id);
        return
        [
            .. leavings
                .Where(leaving => shops.ContainsKey(leaving.Franchise))
                .Select(leaving => shops[leaving.Franchise]),
        ];
    }

    /// <summary>What is open of the chosen one's leaving.</summary>
    private async Task LoadLeaveAsync()
    {
        (leave, closing, waiting, incoming) = (null, null, [], []);
        if (chosen is not { } shop)
            return;
        var all = await Approvals.AskAsync(a => a.ListAsync(waitingOnly: true, 200));
        closing = all.FirstOrDefault(a =>
            a.Kind == FranchiseClosing.Kind && a.Subject == FranchiseClosing.SubjectOf(shop.Id)
        );
        if (!shop.HasLeft)
            return;
        leave = await Leavings.AskAsync(l => l.FindAsync(shop.Id));
        waiting =
        [
            .. all.Where(a =>
                (a.Kind == DebtWriteOff.Kind && a.Subject == FranchiseClosing.SubjectOf(shop.Id))
                || (a.Kind == DebtCollected.Kind && a.Payload.Contains($"{shop.Id}", StringComparison.Ordinal))
            ),
        ];
        incoming =
        [
            .. (await Reconciliation.AskAsync(r => r.CasesAsync(new()))).Where(c =>
                c is { Kind: ReconKind.MissingHere, Difference: > 0 }
            ),
        ];
    }

    private async Task ReloadAsync()
    {
        var stood = chosen?.State;
        await LoadAsync();
        if (chosen?.State != stood)
            saved = null; // somebody else went on: what was done here is not the last word
        StateHasChanged();
    }

    private async Task PrepareAsync(FranchiseView shop)
    {
        // What is agreed stays unless it is changed here.
        var agreed = await Face.AskAsync(f => f.TermsOnAsync(shop.Id, DateInSeoul(Clock.GetUtcNow()).AddDays(1)));
        (rhythm, minimum, reserve) = (
            agreed?.Rhythm ?? SettlementRhythm.Daily,
            agreed?.MinimumPayout.Amount ?? 0,
            agreed?.Reserve.Amount ?? 0
        );
        (grade, cycle, note, refusal) = (shop.Grade, shop.CycleDays.ToString(CultureInfo.InvariantCulture), null, null);
        from = DateInSeoul(Clock.GetUtcNow()).AddDays(1);
        saved = null;
        await TakeListRateAsync();
    }

    private Task ChooseAsync(string key)
    {
        decision = key;
        return TakeListRateAsync();
    }

    // A contract takes its grade's list rate of the day it begins, unless another was negotiated.
    private async Task TakeListRateAsync()
    {
        rates = await Grades.AskAsync(g => g.OnAsync(decision == "terms" ? from : DateInSeoul(Clock.GetUtcNow())));
        rate = FranchiseWords.Rate(ListRate).TrimEnd('%');
    }

    private string RateHint(FranchiseView shop) =>
        decision == "terms"
            ? T(
                $"그날의 등급 요율 {FranchiseWords.Rate(ListRate)} · 지금 계약 {FranchiseWords.Rate(shop.RateBasisPoints)}",
                $"List rate of that day {FranchiseWords.Rate(ListRate)}; the contract now "
                    + $"{FranchiseWords.Rate(shop.RateBasisPoints)}"
            )
            : T(
                $"오늘의 등급 요율 {FranchiseWords.Rate(ListRate)}",
                $"List rate of today {FranchiseWords.Rate(ListRate)}"
            );

    private async Task DecideAsync()
    {
        // Asked again: the page may be older than the person's role.
        var person = (await Person).User;
        saved = null;
        if (!person.IsInRole(SignInRoles.Operator) || chosen is not { } shop)
        {
            refusal = new(RefusalKind.Forbidden, "franchise.staff.role_missing");
            return;
        }

        if (decision == "close")
        {
            await AskToCloseAsync(shop);
            return;
        }

        var by = person.Identity!.Name!;
        var words = note ?? "";
        var done = decision switch
        {
            "approve" => await ApproveAsync(shop.Id, by),
            "terms" => await ChangeTermsAsync(shop.Id, by),
            "ask" => await AnswerOf(o => o.AskAsync(shop.Id, words, by)),
            "reject" => await AnswerOf(o => o.RejectAsync(shop.Id, words, by)),
            "freeze" => await AnswerOf(o => o.FreezeAsync(shop.Id, words, by)),
            _ => await AnswerOf(o => o.ResumeAsync(shop.Id, words, by)),
        };
        if (!done)
            return;

        var what = Actions.FirstOrDefault(action => action.Key == decision).Words;
        await LoadAsync();
        note = null;
        saved = T($"{shop.TradeName}: {what} 완료", $"{shop.TradeName}: {what}, done.");
    }

    private async Task AskToCloseAsync(FranchiseView shop)
    {
        var words = note ?? "";
        if (
            !(await Approvals.AskAsync(a => a.AskAsync(FranchiseClosing.Ask(shop.Id, words), me))).TryGet(
                out _,
                out refusal
            )
        )
            return;
        await LoadAsync();
        (note, saved) = (
            null,
            T(
                $"{shop.TradeName}: 다른 사람이 승인하면 해지를 시작해요.",
                $"{shop.TradeName}: it starts to leave once a second person agrees."
            )
        );
    }

    private async Task LeaveAsync((string Act, string Words, string? Case) done)
    {
        saved = null;
        if (!(await Person).User.IsInRole(SignInRoles.Operator) || chosen is not { } shop || leave is not { } seen)
        {
            refusal = new(RefusalKind.Forbidden, "franchise.staff.role_missing");
            return;
        }

        Refusal? no;
        if (done.Act == "take")
            (await Leavings.AskAsync(l => l.TakeAsync(shop.Id, me))).TryGet(out _, out no);
        else
        {
            var ask =
                done.Act == "writeoff"
                    ? new DebtWriteOff(shop.Id, seen.OwedToUs).Ask(done.Words)
                    : new DebtCollected(shop.Id, done.Case ?? "").Ask(done.Words);
            (await Approvals.AskAsync(a => a.AskAsync(ask, me))).TryGet(out _, out no);
        }

        if (no is null)
            saved =
                done.Act == "take"
                    ? T("내가 맡았어요.", "It is yours.")
                    : T("다른 사람이 승인하면 장부에 적혀요.", "It is booked once another person approves.");
        await LoadAsync();
        refusal = no;
    }

    private Task<bool> ApproveAsync(FranchiseId shop, string by)
    {
        if (!TryReadTerms(out var points, out var days))
            return Task.FromResult(false);
        return AnswerOf(o => o.ApproveAsync(shop, grade, Negotiated(points), days, by));
    }

    private Task<bool> ChangeTermsAsync(FranchiseId shop, string by)
    {
        if (!TryReadTerms(out var points, out var days))
            return Task.FromResult(false);
        return AnswerOf(o =>
            o.ChangeTermsAsync(
                shop,
                new(from, grade, Negotiated(points), days, rhythm, Won.Of(minimum ?? 0), Won.Of(reserve ?? 0)),
                by
            )
        );
    }

    private int? Negotiated(int points) => points == ListRate ? null : points;

    private async Task<bool> AnswerOf<TAnswer>(Func<IFranchiseOnboarding, Task<Result<TAnswer>>> ask)
        where TAnswer : notnull => (await Onboarding.AskAsync(ask)).TryGet(out _, out refusal);

    private bool TryReadTerms(out int points, out int days)
    {
        (points, days, refusal) = (0, 0, null);
        if (TypedPercent.BasisPoints(rate) is not (<= 1_000 and var typed))
            refusal = new(RefusalKind.Invalid, "franchise.contract.rate_invalid");
        else if (!int.TryParse(cycle, NumberStyles.None, CultureInfo.InvariantCulture, out days))
            refusal = new(RefusalKind.Invalid, "franchise.contract.cycle_invalid", 30L);
        else
            points = typed;
        return refusal is null;
    }
}
