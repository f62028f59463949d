using Microsoft.AspNetCore.Components;
using MyPay.Domain.Calendar;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Web.Portals.Parts;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Allowances;

/// <summary>Whom, how much and how often, then the PIN: the same steps as sending.</summary>
public sealed partial class NewAllowancePage
{
    private readonly ScheduleForm when = new();
    private string? typed;
    private MemberCard? receiver;
    private long? amount;
    private Refusal? misread;
    private string? memo;
    private NewAllowance? wish;
    private AllowancePlan? plan;

    protected override FlowStep First => FlowStep.Receiver;

    [Inject]
    private PerCall<IAllowances> Allowances { get; set; } = default!;

    [Inject]
    private PerCall<IContacts> Contacts { get; set; } = default!;

    [Inject]
    private PerCall<IMembers> Members { get; set; } = default!;

    [Inject]
    private PerCall<IReceivers> Receivers { get; set; } = default!;

    [Inject]
    private PerCall<IWallets> Wallets { get; set; } = default!;

    [Inject]
    private PerCall<IPins> PinStates { get; set; } = default!;

    private string Often => ScheduleWords.Often(wish!.Rhythm, wish.Day);

    private string Words =>
        T($"{Often} {InWon(wish!.Amount.Amount)} 보내기", $"Send {InWon(wish!.Amount.Amount)}, {Often}");

    private List<Fact> Facts
    {
        get
        {
            var facts = new List<Fact>
            {
                new(T("받는 사람", "To"), $"{receiver!.Name} · {receiver.MaskedPhone}"),
                new(T("보내는 날", "When"), Often),
            };
            facts.Add(new(T("쉬는 날이면", "On holidays"), ScheduleWords.Holiday(wish!.Holidays)));
            facts.AddRange(
                plan!.Next.Select(
                    (next, n) =>
                        new Fact(
                            n == 0 ? T("첫 송금", "First") : T($"{n + 1}번째", $"No. {n + 1}"),
                            DayInWords(next.RunOn)
                        )
                )
            );
            if (wish.EndsOn is { } last)
                facts.Add(new(T("마지막", "Until"), DayInWords(last)));
            if (!string.IsNullOrWhiteSpace(wish.Memo))
                facts.Add(new(T("메시지", "Message"), wish.Memo));
            facts.Add(new(T("수수료", "Fee"), T("무료", "None")));
            return facts;
        }
    }

    private List<Fact> ResultFacts =>
        [
            new(T("받는 사람", "To"), Outcome!.OtherName),
            new(T("보내는 날", "When"), ScheduleWords.Often(Outcome.Rhythm, Outcome.Day)),
            .. Outcome.Next is { } next ? new[] { new Fact(T("첫 송금", "First"), DayInWords(next.RunOn)) } : [],
        ];

    protected override async Task<AllowanceDesk?> AskAsync()
    {
        var contacts = await Contacts.AskAsync(c => c.ListAsync(Me));
        return new(
            await Wallets.AskAsync(w => w.LimitsAsync(Me)),
            [.. contacts.Where(c => c.Member is not null).Select(c => c.ToCard()!)],
            await Members.AskAsync(m => m.FindAsync(Me)),
            await PinStates.AskAsync(p => p.StateAsync(Me))
        );
    }

    // The first day offered is tomorrow: nothing goes out before it was slept on.
    protected override Task ArrivedAsync()
    {
        when.Start ??= SeoulTime.Today(Clock).AddDays(1);
        return Task.CompletedTask;
    }

    protected override async Task<Result<AllowanceView>> DoAsync(string key) =>
        await Allowances.AskAsync(a => a.SetUpAsync(wish! with { Key = key }));

    private async Task ReceiverEnteredAsync()
    {
        Refusal = null;
        var whole = TypedText.Search(typed);
        if (receiver is null && whole.Length > 0)
        {
            var answer = await Receivers.AskAsync(r => r.FindAsync(Me, whole));
            if (!answer.TryGet(out var receivers, out var spent))
            {
                Refusal = spent;
                return;
            }

            var found = receivers.Cards;
            if (found.Count == 1)
                receiver = found[0];
            else if (found.Count > 1)
                Refusal = new(RefusalKind.Invalid, "receiver.several");
            else
                Refusal = IsMyself(whole)
                    ? new(RefusalKind.Invalid, "remittance.send.to_self")
                    : new(RefusalKind.NotFound, "remittance.send.receiver_not_found");
        }

        if (Refusal is not null)
            return;
        if (receiver is null)
            Refusal = new(RefusalKind.Invalid, "receiver.missing");
        else
            Advance(FlowStep.Amount);
    }

    private bool IsMyself(string whole)
    {
        return View!.Self is { } me
            && (
                string.Equals(me.Email, whole, StringComparison.OrdinalIgnoreCase)
                || me.Phone == TypedPhone.Digits(whole)
            );
    }

    private async Task AmountEnteredAsync()
    {
        Refusal =
            misread
            ?? (
                amount is null ? new(RefusalKind.Invalid, "amount.missing")
                : when.Start is null ? new(RefusalKind.Invalid, "remittance.allowance.start_invalid")
                : null
            );
        if (Refusal is not null)
            return;

        var asked = new NewAllowance(
            Me,
            receiver!.Id,
            Won.Of(amount!.Value),
            memo,
            when.Rhythm,
            when.Day,
            when.Holidays,
            when.Start!.Value,
            when.End,
            ""
        );
        var planned = await Allowances.AskAsync(a => a.PlanAsync(asked));
        if (!planned.TryGet(out var dates, out var refusal))
        {
            Refusal = refusal;
            return;
        }

        (wish, plan) = (asked, dates);
        Confirm(asked.ToString());
    }
}
