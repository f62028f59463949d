using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Limits;

namespace MyPay.Domain.Remittance.Contacts;

/// <summary>Whom somebody may mean, told so that nobody can leaf through members or account holders.</summary>
internal sealed class Receivers(
    IMembers members,
    IPins pins,
    IFirmBank bank,
    ContactBook contacts,
    DataKeys keys,
    MyPayDb db,
    Journal journal
) : IReceivers
{
    private static readonly Limit LookUps = new("receiver.look-ups", RemittancePolicies.LookUpsADay);

    public async Task<Result<FoundReceivers>> FindAsync(MemberId asker, string? typed, CancellationToken ct)
    {
        var sought = TypedText.Search(typed);
        if (sought.Length == 0)
            return FoundReceivers.None;
        var isEmail = sought.Contains('@', StringComparison.Ordinal);
        if (!isEmail && TypedPhone.Digits(sought).Length == 0)
            return await FindContactsAsync(asker, sought, ct);

        var found = await members.FindReceiversAsync(asker, sought, ct);
        if (found is [var known] && await HaveSentAsync(asker, known.Id, ct))
            return new FoundReceivers([known]);
        if (!isEmail && !IsWholePhone(sought))
            return FoundReceivers.None;

        // Counted whether somebody is there or not: who is a member is nobody's business either.
        var use = new LimitedUse(LookUps, $"{asker}", Thing(sought, isEmail));
        var counted = await journal.WriteAsync<Done>(
            write =>
                LimitBook.Take(write, keys, use) is { } spent
                    ? new Refusal(RefusalKind.Conflict, "remittance.receiver.too_many", spent.Most)
                    : default(Done),
            ct
        );
        return counted.TryGet(out _, out var refusal)
            ? new FoundReceivers([.. found.Select(card => card with { Name = PersonName.Masked(card.Name) })])
            : refusal;
    }

    public async Task<Result<AccountHolder>> NameHolderAsync(HolderQuestion question, CancellationToken ct)
    {
        var number = AccountNumber.Digits(question.Number);
        var usable = await bank.CheckServiceAsync(BankService.Send, question.Bank, number, ct);
        if (!usable.TryGet(out _, out var refusal))
            return refusal;
        if (await members.FindAsync(question.Asker, ct) is not { IsPhoneProved: true })
            return new Refusal(RefusalKind.Forbidden, "remittance.holder.phone_unproved");
        if (await pins.StateAsync(question.Asker, ct) == PinState.NotSet)
            return new Refusal(RefusalKind.Forbidden, "membership.pin.not_set");

        var account = $"{question.Bank}:{number}";
        if (!await contacts.HasSentToAsync(question.Asker, question.Bank, number, ct))
        {
            var counted = await journal.WriteAsync<Done>(
                write =>
                    HolderInquiries.Count(write, keys, question.Asker, account, question.Address) is { } spent
                        ? spent
                        : default(Done),
                ct
            );
            if (!counted.TryGet(out _, out refusal))
                return refusal;
        }

        return await bank.InquireHolderAsync(
            new(BankService.Send, question.Bank, number, HolderName: null, BirthDate: null),
            ct
        );
    }

    private async Task<Result<FoundReceivers>> FindContactsAsync(MemberId asker, string name, CancellationToken ct)
    {
        var key = PersonName.Key(name);
        var mine = await contacts.ListAsync(asker, ct);
        return new FoundReceivers([
            .. mine.Where(c => c.Member is not null)
                .Where(c =>
                    PersonName.Key(c.Name) == key || (c.Nickname is { } called && PersonName.Key(called) == key)
                )
                .Take(FoundReceivers.Most)
                .Select(c => c.ToCard()!),
        ]);
    }

    /// <summary>Money went from one of these two to the other and arrived.</summary>
    private Task<bool> HaveSentAsync(MemberId one, MemberId other, CancellationToken ct) =>
        db.Set<Transfer>()
            .AnyAsync(
                t =>
                    t.State == RemittanceState.Done
                    && ((t.Sender == one && t.Receiver == other) || (t.Sender == other && t.Receiver == one)),
                ct
            );

    // Korean mobile numbers have ten or eleven digits; what is shorter is still being typed.
    private static bool IsWholePhone(string typed) => TypedPhone.Digits(typed).Length is 10 or 11;

    // An address is looked for while it is typed: ….co and ….com of one name are one look-up.
    private static string Thing(string sought, bool isEmail) =>
        isEmail && sought.LastIndexOf('.') is > 0 and var point ? sought[..point].ToUpperInvariant()
        : isEmail ? sought.ToUpperInvariant()
        : TypedPhone.Digits(sought);
}
