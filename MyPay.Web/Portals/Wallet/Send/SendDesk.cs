using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;

namespace MyPay.Web.Portals.Wallet.Send;

/// <summary>What sending has to know.</summary>
/// <param name="WaitingHours">How long money sent now waits to be accepted.</param>
public sealed record SendDesk(
    WalletView Wallet,
    LimitsView Limits,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<BankView> Banks,
    IReadOnlyList<LinkedAccountView> Accounts,
    PinState Pin,
    long WaitingHours
);

/// <summary>To whom: a member, or an account whose holder the bank has named.</summary>
/// <param name="Detail">What tells two of the same name apart: the masked number.</param>
public sealed record SendTarget(MemberId? Member, AccountHolder? Account, string Name, string Detail)
{
    /// <summary>A bank has confirmed the name.</summary>
    public bool IsProved { get; init; } = true;

    public static SendTarget Of(MemberCard card) =>
        new(card.Id, null, card.Name, card.MaskedPhone) { IsProved = card.IsNameProved };

    public static SendTarget Of(AccountHolder holder, string bankName) =>
        new(null, holder, holder.Name, $"{bankName} {holder.Number}");
}

/// <summary>A remittance as the person confirms it.</summary>
public sealed record SendOrder(
    SendTarget To,
    long Amount,
    string? Memo,
    Envelope Envelope,
    bool Wait,
    TopUpPlan Plan,
    long BalanceAfter
)
{
    /// <summary>All that, changed, would be another intent.</summary>
    public string Content => $"{To.Member}|{To.Account?.Bank}|{To.Account?.Number}|{Amount}|{Wait}|{Envelope}|{Memo}";
}

/// <summary>What came of it, and the number of its receipt once there is one.</summary>
public sealed record SendOutcome(RemittanceView Remittance, long? Receipt);

/// <summary>What stands against an amount before anybody is asked; the store says the last word.</summary>
public static class SendChecks
{
    public const int LongestMemo = TypedMemo.Longest;

    public static Refusal? Against(long? amount, string? memo, LimitsView limits)
    {
        if (amount is not { } won)
            return new(RefusalKind.Invalid, "amount.missing");
        if (won == 0)
            return new(RefusalKind.Invalid, "remittance.send.not_positive");
        return TypedMemo.Against(memo) ?? AgainstLimits(won, limits);
    }

    public static Refusal? AgainstLimits(long won, LimitsView limits) =>
        won > limits.PerTransfer.Amount
            ? new(RefusalKind.Conflict, "money.limit.per_transfer", limits.PerTransfer.Amount)
        : won > limits.LeftToday.Amount
            ? new(RefusalKind.Conflict, "money.limit.per_day", limits.PerDay.Amount, limits.LeftToday.Amount)
        : won > limits.LeftThisMonth.Amount
            ? new(RefusalKind.Conflict, "money.limit.per_month", limits.PerMonth.Amount, limits.LeftThisMonth.Amount)
        : null;
}
