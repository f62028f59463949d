using Microsoft.AspNetCore.Components;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Merchant.Apply;

/// <summary>
/// Applies as a franchise: business, settlement account, owner, 1-won check. The step stands in the address, so the
/// browser's own way back works. Whoever leaves after the third step signs in and goes on at <c>/merchant</c>.
/// </summary>
public partial class ApplyPage
{
    private string? businessNumber,
        tradeName,
        representative,
        phone,
        number,
        holder,
        email,
        password,
        ownerName;
    private string category = "";
    private long? sales;
    private IReadOnlyList<BankView>? banks;
    private IReadOnlyList<(FeeGrade Grade, int RateBasisPoints)> rates = [];
    private BankView? bank;
    private FranchiseView? shop;
    private Refusal? refusal;
    private Step reached;

    private enum Step
    {
        Business,
        Account,
        Owner,
        Proof,
        Done,
    }

    [SupplyParameterFromQuery(Name = "step")]
    private string? Asked { get; set; }

    [Inject]
    private PerCall<IFranchises> Franchises { get; set; } = default!;

    [Inject]
    private PerCall<IFranchiseOnboarding> Onboarding { get; set; } = default!;

    [Inject]
    private PerCall<IFirmBank> FirmBank { get; set; } = default!;

    [Inject]
    private PerCall<IGradeRates> Grades { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // What is sent cannot be unsent: after the application only the proof and its end are left.
    private Step Now =>
        shop switch
        {
            { State: not FranchiseState.Applied } => Step.Done,
            not null => Step.Proof,
            _ => Enum.TryParse<Step>(Asked, ignoreCase: true, out var asked) && asked <= reached
                ? asked
                : Step.Business,
        };

    private string Title =>
        Now switch
        {
            Step.Business => T("어떤 사업을 하세요?", "About your business"),
            Step.Account => T("정산받을 계좌를 알려 주세요", "Where should we pay you?"),
            Step.Owner => T("사장님 계정을 만들어요", "The owner's sign-in"),
            _ => T("1원을 확인해 주세요", "The 1-won check"),
        };

    private string GradeHint
    {
        get
        {
            if (sales is not > 0)
                return T("매출에 따라 수수료 등급이 정해져요.", "Sales decide the fee grade.");
            var grade = FeeGrades.Of(Won.Of(sales.Value));
            var rate = FranchiseWords.Rate(rates.First(one => one.Grade == grade).RateBasisPoints);
            return T(
                $"{FranchiseWords.Of(grade)} 등급 · 수수료 {rate} (부가세 별도)",
                $"{FranchiseWords.Of(grade)}: fee {rate} plus VAT"
            );
        }
    }

    private Fact[] Facts =>
        [
            new(T("상호", "Trade name"), shop!.TradeName),
            new(T("사업자등록번호", "Business number"), shop.BusinessNumberWritten),
            new(
                T("정산 계좌", "Settlement account"),
                $"{bank?.NameKo ?? shop.SettlementBank} {shop.SettlementMaskedNumber}"
            ),
            new(T("사장님 계정", "Owner's sign-in"), shop.OwnerEmail),
        ];

    private FranchiseApplication Form =>
        new(
            businessNumber ?? "",
            tradeName ?? "",
            representative ?? "",
            category,
            Won.Of(sales ?? 0),
            bank?.Code ?? "",
            number ?? "",
            holder ?? "",
            email ?? "",
            password ?? "",
            ownerName ?? "",
            phone ?? ""
        );

    protected override async Task OnInitializedAsync()
    {
        rates = await Grades.AskAsync(g => g.OnAsync(DateInSeoul(Clock.GetUtcNow())));
        banks = await FirmBank.AskAsync(b => b.BanksAsync(BankService.Payout));
    }

    private void GoTo(Step step)
    {
        refusal = null;
        if (step > reached)
            reached = step;
        Navigation.NavigateTo("/merchant/apply?step=" + step.ToString().ToLowerInvariant());
    }

    private async Task CheckBusinessAsync()
    {
        var answer = await Franchises.AskAsync(f => f.CheckAsync(Form, ApplicationPart.Business));
        if (!answer.TryGet(out _, out refusal))
            return;
        holder ??= representative;
        ownerName ??= representative;
        GoTo(Step.Account);
    }

    private async Task CheckAccountAsync()
    {
        var answer = await Franchises.AskAsync(f => f.CheckAsync(Form, ApplicationPart.Account));
        if (answer.TryGet(out _, out refusal))
            GoTo(Step.Owner);
    }

    private async Task ApplyAsync()
    {
        var applied = await Franchises.AskAsync(f => f.ApplyAsync(Form));
        if (!applied.TryGet(out var view, out refusal))
            return;
        password = null;
        var started = await Onboarding.AskAsync(o => o.StartAccountCheckAsync(view.Id));
        shop = started.TryGet(out var sent, out refusal) ? sent : view;
    }

    private void Proved(FranchiseView proved) => shop = proved;
}
