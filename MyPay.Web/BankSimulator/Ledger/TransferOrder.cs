using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Ledger;

/// <summary>The way of the money, seen from the customer's account.</summary>
internal enum Way
{
    Withdraw,
    Deposit,
}

/// <summary>One amount between a customer's account and the organisation's contract account.</summary>
internal sealed record TransferOrder(
    string BankTranId,
    Way Way,
    AccountKey Customer,
    string ContractNumber,
    long Amount,
    string PrintContent,
    string ContractPrintContent
)
{
    /// <summary>The bank that holds every contract account: the wire names it by number alone.</summary>
    public const string ContractBank = "004";

    public const string ContractHolder = "마이페이";

    public AccountKey Contract => new(ContractBank, ContractNumber);

    /// <summary>The name the request gives the customer's account: fixes the holder at first use.</summary>
    public string? HolderName { get; init; }

    /// <summary>Refuse when the account's holder bears another name than <see cref="HolderName"/>.</summary>
    public bool ChecksHolder { get; init; }
}

/// <summary>The bank's own record of an account.</summary>
internal sealed record Account(AccountKey Key, string Holder, long Balance);

/// <summary>What came of an order. The holders are empty where an account was never looked at.</summary>
internal sealed record TransferReport(Outcome Outcome, string Holder, string ContractHolder);

internal static class Ways
{
    public static string Word(this Way way) => way == Way.Withdraw ? "withdraw" : "deposit";

    public static Way Back(this Way way) => way == Way.Withdraw ? Way.Deposit : Way.Withdraw;
}
