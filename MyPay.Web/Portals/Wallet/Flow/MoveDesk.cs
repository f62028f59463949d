using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Parts;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Flow;

/// <summary>What a charge or a withdrawal has to know.</summary>
public sealed record MoveDesk(
    WalletView Wallet,
    LimitsView Limits,
    IReadOnlyList<LinkedAccountView> Accounts,
    IReadOnlyList<OpenBankMove> Open,
    PinState Pin,
    IReadOnlyList<BankView> Banks
)
{
    /// <summary>Why this account's bank can't be used now; null when it can.</summary>
    public string? WhyOut(LinkedAccountView account, DateTimeOffset now) =>
        Banks.FirstOrDefault(bank => bank.Code == account.Bank) is { } bank
            ? BankWords.WhyClosed(bank, now)
            : T("이 은행은 지금 쓸 수 없어요", "This bank can't be used now");

    /// <summary>How much may still be charged, in whole units.</summary>
    public long RoomInUnits =>
        Won.Shortfall(Wallet.Cap, Wallet.Balance).Amount / Limits.ChargeUnit.Amount * Limits.ChargeUnit.Amount;

    /// <summary>
    /// What stands against charging this amount from this account; null when nothing does. The store says the last
    /// word.
    /// </summary>
    public Refusal? AgainstCharge(long? amount, LinkedAccountView account)
    {
        var unit = Limits.ChargeUnit.Amount;
        if (amount is not { } won)
            return new(RefusalKind.Invalid, "amount.missing");
        if (won < unit)
            return new(RefusalKind.Invalid, "money.charge.below_minimum", unit);
        if (won % unit != 0)
            return new(RefusalKind.Invalid, "money.charge.not_in_units", unit);
        if (won > RoomInUnits)
            return new(RefusalKind.Conflict, "money.charge.over_cap", Wallet.Cap.Amount, RoomInUnits);
        return IsChecking(account)
            ? new(RefusalKind.Conflict, "money.charge.account_checking", AccountWords.Of(account))
            : null;
    }

    /// <summary>What stands against taking this amount out; null when nothing does.</summary>
    public Refusal? AgainstWithdrawal(long? amount) =>
        amount switch
        {
            null => new(RefusalKind.Invalid, "amount.missing"),
            0 => new(RefusalKind.Invalid, "money.withdraw.not_positive"),
            _ when amount > Wallet.Balance.Amount => new(
                RefusalKind.Conflict,
                "ledger.insufficient",
                amount.Value - Wallet.Balance.Amount
            ),
            _ => null,
        };

    /// <summary>An earlier charge from this account is still open at the bank.</summary>
    public bool IsChecking(LinkedAccountView account) =>
        Open.Any(move => move.Direction == BankDirection.In && move.Account == account.Id);
}

/// <summary>A charge or a withdrawal as the person confirms it.</summary>
public sealed record MoveOrder(LinkedAccountView Account, long Amount, long BalanceAfter)
{
    /// <summary>All that, changed, would be another intent.</summary>
    public string Content => $"{Account.Id}:{Amount}";
}

/// <summary>What came of it, and the number of its receipt once there is one.</summary>
public sealed record MoveOutcome(ChargeView Move, long? Receipt);
