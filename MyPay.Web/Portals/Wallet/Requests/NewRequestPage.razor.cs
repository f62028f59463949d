using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Requests;

/// <summary>
/// Whom, then how much. What was typed stays when somebody goes back; a reloaded page begins at the beginning.
/// </summary>
public sealed partial class NewRequestPage
{
    private readonly Intent intent = new();
    private readonly List<MemberCard> people = [];
    private readonly Dictionary<MemberId, long?> own = [];
    private string? typed;
    private long? total;
    private bool withMe;
    private bool byHand;
    private string? word;
    private string? due;
    private Refusal? misread;
    private Refusal? refusal;
    private MoneyRequest? made;

    [SupplyParameterFromQuery(Name = "step")]
    private string? StepInAddress { get; set; }

    [Inject]
    private PerCall<IMoneyRequests> Requests { get; set; } = default!;

    [Inject]
    private PerCall<IContacts> Contacts { get; set; } = default!;

    [Inject]
    private PerCall<IMembers> Members { get; set; } = default!;

    [Inject]
    private PerCall<IReceivers> Receivers { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private bool OnAmount => StepInAddress == "amount" && people.Count > 0;

    private IReadOnlyList<MemberCard> Others =>
        [.. View!.Recent.Where(card => people.TrueForAll(p => p.Id != card.Id))];

    private (Won Each, Won Mine) Split => SplitBill.Equally(Won.Of(total ?? 0), people.Count, withMe);

    /// <summary>What all of them together are asked for.</summary>
    private long Asking => byHand ? own.Values.Sum(v => v ?? 0) : Split.Each.Amount * people.Count;

    private List<Fact> Preview =>
        [
            .. people.Select(p => new Fact(p.Name, InWon(Split.Each.Amount))),
            .. Split.Mine > Won.Zero ? new[] { new Fact(T("나", "You"), InWon(Split.Mine.Amount)) } : [],
        ];

    protected override async Task<AskDesk?> AskAsync()
    {
        var contacts = await Contacts.AskAsync(c => c.ListAsync(Me));
        return new(
            [.. contacts.Where(c => c.Member is not null).Select(c => c.ToCard()!)],
            await Members.AskAsync(m => m.FindAsync(Me))
        );
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && StepInAddress is not null)
            Navigation.NavigateTo("/wallet/requests/new", replace: true);
    }

    private async Task BackAsync()
    {
        refusal = null;
        await Js.InvokeVoidAsync("history.back");
    }

    private void Add(MemberCard? card)
    {
        refusal = null;
        if (card is null)
            return;
        if (people.TrueForAll(p => p.Id != card.Id))
            people.Add(card);
        typed = null;
    }

    private async Task PeopleChosenAsync()
    {
        refusal = null;
        if (TypedText.SearchOrNull(typed) is { } whole)
        {
            var answer = await Receivers.AskAsync(r => r.FindAsync(Me, whole));
            if (!answer.TryGet(out var receivers, out var spent))
            {
                refusal = spent;
                return;
            }

            var found = receivers.Cards;
            if (found.Count != 1)
            {
                refusal =
                    found.Count > 1 ? new(RefusalKind.Invalid, "receiver.several")
                    : IsMyself(whole) ? new(RefusalKind.Invalid, "remittance.request.to_self")
                    : new(RefusalKind.NotFound, "remittance.request.member_not_found");
                return;
            }

            Add(found[0]);
        }

        if (people.Count == 0)
        {
            refusal = new(RefusalKind.Invalid, "remittance.request.nobody");
            return;
        }

        withMe = people.Count > 1;
        Navigation.NavigateTo("/wallet/requests/new?step=amount");
    }

    private bool IsMyself(string whole)
    {
        return View!.Self is { } me
            && (
                string.Equals(me.Email, whole, StringComparison.OrdinalIgnoreCase)
                || me.Phone == TypedPhone.Digits(whole)
            );
    }

    // By hand begins with the equal split: most people change one or two of them.
    private void SplitBy(bool hand)
    {
        (byHand, refusal) = (hand, null);
        if (!hand || total is not > 0)
            return;
        foreach (var person in people)
            own[person.Id] = Split.Each.Amount;
    }

    private void OwnAmount(MemberId person, long? won) => (own[person], refusal) = (won, null);

    private async Task AskNowAsync()
    {
        refusal = misread;
        if (refusal is not null)
            return;
        if (byHand ? people.Exists(p => own.GetValueOrDefault(p.Id) is null) : total is null)
        {
            refusal = new(RefusalKind.Invalid, "amount.missing");
            return;
        }

        DateOnly? dueOn = null;
        if (!string.IsNullOrEmpty(due))
        {
            if (TypedDate.Day(due) is not { } day)
            {
                refusal = new(RefusalKind.Invalid, "remittance.request.due_invalid");
                return;
            }

            dueOn = day;
        }

        List<AskedShare> shares =
        [
            .. people.Select(p => new AskedShare(p.Id, Won.Of(byHand ? own[p.Id]!.Value : Split.Each.Amount))),
        ];
        intent.Show($"{string.Join(',', shares)}:{word}:{dueOn}");
        var asked = await intent.CarryOutAsync(
            () => Task.FromResult<Result<Done>>(default(Done)),
            key => Requests.AskAsync(r => r.AskAsync(new(Me, shares, word, dueOn, key)))
        );
        asked?.TryGet(out made, out refusal);
    }
}
