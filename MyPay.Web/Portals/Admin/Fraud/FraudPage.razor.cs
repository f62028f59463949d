using System.Globalization;
using Microsoft.AspNetCore.Components;
using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Admin.Fraud;

/// <summary>Cases and rules. The view stands in the address; operators act, the others read.</summary>
public sealed partial class FraudPage
{
    private readonly Dictionary<Guid, string> decisions = [];
    private readonly Dictionary<Guid, string?> notes = [];
    private IReadOnlyList<FraudCaseView>? open;
    private IReadOnlyList<FraudCaseView> all = [];
    private IReadOnlyList<FraudRuleView>? rules;
    private IReadOnlyList<FraudHit> observed = [];
    private FraudSimulation? simulated;
    private FraudRuleKind kind;
    private FraudRuleMode mode;
    private string? minutes,
        count,
        amount,
        reason,
        said;
    private int days = 30;
    private string? stood;

    [Inject]
    private PerCall<IFraudDesk> Desk { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    protected override IReadOnlyCollection<string> Topics => [FraudTopics.Desk];

    private IReadOnlyList<FraudCaseView> Shown => View == "all" ? all : open ?? [];

    protected override async Task OnParametersSetAsync()
    {
        if (stood is null || stood == Navigation.Uri)
            return;
        (said, Refusal) = (null, null);
        await LoadAsync();
    }

    protected override async Task LoadAsync()
    {
        stood = Navigation.Uri;
        open = await Desk.AskAsync(d => d.CasesAsync(openOnly: true, 100));
        if (View == "all")
            all = await Desk.AskAsync(d => d.CasesAsync(openOnly: false, 100));
        var first = rules is null;
        rules = await Desk.AskAsync(d => d.RulesAsync());
        if (first)
            Choose(rules[0].Rule);
        if (View == "rules")
            observed = await Desk.AskAsync(d => d.ObservedAsync(50));
    }

    private void Choose(FraudRule rule)
    {
        (kind, mode, minutes, count, amount) = (
            rule.Kind,
            rule.Mode,
            rule.Minutes.ToString(CultureInfo.InvariantCulture),
            rule.Count.ToString(CultureInfo.InvariantCulture),
            rule.Amount.Amount.ToString("N0", CultureInfo.InvariantCulture)
        );
        simulated = null;
    }

    private FraudRule? Draft(FraudRuleMode how) =>
        int.TryParse(TypedDigits.Of(minutes), NumberStyles.None, CultureInfo.InvariantCulture, out var m)
        && int.TryParse(TypedDigits.Of(count), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && TypedWon.Read(amount).TryGet(out var won, out _)
        && won >= 0
            ? new FraudRule(kind, how, m, n, Won.Of(won))
            : null;

    private async Task SimulateAsync()
    {
        (said, simulated) = (null, null);
        if (Draft(mode) is not { } draft)
        {
            Refusal = new(RefusalKind.Invalid, "backoffice.fraud.rule_invalid");
            return;
        }

        (await Desk.AskAsync(d => d.SimulateAsync(draft, days))).TryGet(out simulated, out var refusal);
        Refusal = refusal;
    }

    private async Task ChangeAsync()
    {
        said = null;
        if (!await MayAsync(SignInRoles.Operator))
            return;
        if (Draft(mode) is not { } draft)
        {
            Refusal = new(RefusalKind.Invalid, "backoffice.fraud.rule_invalid");
            return;
        }

        var words = reason;
        if ((await Desk.AskAsync(d => d.ChangeAsync(draft, words, Me))).TryGet(out _, out var refusal))
        {
            (said, reason) = (T("규칙을 저장했어요. 지금부터 적용돼요.", "Saved. It holds from now on."), null);
            await LoadAsync();
        }

        Refusal = refusal;
    }

    private List<(string Key, string Words)> Decisions(FraudCaseView item)
    {
        List<(string, string)> ways =
        [
            ("release", T("문제없음, 풀어 주기", "Release")),
            ("confirm", T("사기, 회원 정지", "Fraud, freeze")),
        ];
        if (item.Assigned != Me.Name)
            ways.Insert(0, ("assign", T("내가 맡기", "Take it")));
        return ways;
    }

    private string DecisionOf(FraudCaseView item) =>
        Decisions(item).Exists(d => d.Key == decisions.GetValueOrDefault(item.Id))
            ? decisions[item.Id]
            : Decisions(item)[0].Key;

    private async Task DecideAsync(FraudCaseView item)
    {
        said = null;
        if (!await MayAsync(SignInRoles.Operator))
            return;
        var (what, note) = (DecisionOf(item), notes.GetValueOrDefault(item.Id));
        var done = await Desk.AskAsync(d =>
            what switch
            {
                "assign" => d.AssignAsync(item.Id, Me),
                "release" => d.ReleaseAsync(item.Id, note, Me),
                _ => d.ConfirmAsync(item.Id, FreezeLevel.Everything, note, Me),
            }
        );
        if (done.TryGet(out _, out var refusal))
        {
            said = what switch
            {
                "assign" => T("내가 맡았어요.", "It is yours."),
                "release" => T("풀어 줬어요. 회원이 다시 시도할 수 있어요.", "Released. The member can try again."),
                _ => T("사기로 확인하고 회원을 정지했어요.", "Confirmed; the member is frozen."),
            };
            notes.Remove(item.Id);
            await LoadAsync();
        }

        Refusal = refusal;
    }
}
