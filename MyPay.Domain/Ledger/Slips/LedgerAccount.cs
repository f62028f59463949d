using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger.Slips;

/// <summary>
/// The chart of accounts. Numbers are stored: never renumber, never reuse.
/// Balances are kept as credits minus debits, so a member's wallet reads as a plain positive number and an asset as a
/// negative one.
/// </summary>
public enum AccountKind
{
    /// <summary>Asset: money of ours at a bank, one per corporate (법인) account.</summary>
    Bank = 1,

    /// <summary>Liability: a member's MyMoney (마이 머니). Never below zero.</summary>
    Wallet = 2,

    /// <summary>Liability: a member's money above the balance cap, waiting for room. Never below zero.</summary>
    Pending = 3,

    /// <summary>
    /// Liability: money a member has sent that the receiver has not accepted yet; still the sender's. Never below zero.
    /// </summary>
    AwaitingAcceptance = 4,

    /// <summary>
    /// Liability: money on its way out to a bank account; leaves only when the bank is certain. Never below zero.
    /// </summary>
    InTransitOut = 5,

    /// <summary>Liability: what a franchise has sold and is not settled yet.</summary>
    FranchiseUnsettled = 6,

    /// <summary>Liability: what a settlement batch owes a franchise.</summary>
    FranchisePayable = 7,

    /// <summary>Liability: VAT on our fees.</summary>
    VatPayable = 8,

    /// <summary>Liability: bank fees we owe.</summary>
    BankFeePayable = 9,

    /// <summary>Income: franchise fees.</summary>
    FeeIncome = 10,

    /// <summary>Expense: fees of bank calls.</summary>
    BankFeeExpense = 11,

    /// <summary>Asset: what a franchise owes us after a clawback.</summary>
    FranchiseReceivable = 12,

    /// <summary>Must stay zero.</summary>
    Rounding = 13,

    /// <summary>Equity: our own money, paid in when a corporate account is opened.</summary>
    Capital = 14,

    /// <summary>Expense: the 1 won of each account check.</summary>
    AccountCheckExpense = 15,

    /// <summary>Liability: kept back from a franchise's payouts as its contract says.</summary>
    FranchiseReserve = 16,

    /// <summary>Expense: what was written off after reconciliation, or given in goodwill.</summary>
    WriteOff = 17,
}

/// <summary>One account of the ledger, named by its code.</summary>
/// <param name="Code">Stable and unique, <c>kind:owner</c>.</param>
/// <param name="Kind">Its place in the chart.</param>
public readonly record struct LedgerAccount(string Code, AccountKind Kind)
{
    /// <summary>True for accounts that hold other people's money and may never go below zero.</summary>
    public bool NeverNegative =>
        Kind is AccountKind.Wallet or AccountKind.Pending or AccountKind.AwaitingAcceptance or AccountKind.InTransitOut;

    /// <summary>
    /// True for accounts that together say what of the money at banks is our own: paid-in capital and what was earned,
    /// less what running MyPay has cost and what franchises owe us.
    /// </summary>
    public bool IsOurs =>
        Kind
            is AccountKind.Capital
                or AccountKind.FeeIncome
                or AccountKind.VatPayable
                or AccountKind.BankFeePayable
                or AccountKind.BankFeeExpense
                or AccountKind.AccountCheckExpense
                or AccountKind.FranchiseReceivable
                or AccountKind.WriteOff;

    /// <summary>A corporate bank account, by its key in Banking.</summary>
    public static LedgerAccount Bank(string corporateAccount) => new($"bank:{corporateAccount}", AccountKind.Bank);

    /// <summary>A member's wallet.</summary>
    public static LedgerAccount Wallet(MemberId member) => new($"wallet:{member}", AccountKind.Wallet);

    /// <summary>A member's money above the cap.</summary>
    public static LedgerAccount Pending(MemberId member) => new($"pending:{member}", AccountKind.Pending);

    /// <summary>Money this member sent and nobody accepted yet.</summary>
    public static LedgerAccount Awaiting(MemberId sender) => new($"awaiting:{sender}", AccountKind.AwaitingAcceptance);

    /// <summary>What a franchise has sold and is not settled yet.</summary>
    public static LedgerAccount FranchiseUnsettled(FranchiseId franchise) =>
        new($"franchise-unsettled:{franchise}", AccountKind.FranchiseUnsettled);

    /// <summary>What a settlement batch owes a franchise.</summary>
    public static LedgerAccount FranchisePayable(FranchiseId franchise) =>
        new($"franchise-payable:{franchise}", AccountKind.FranchisePayable);

    /// <summary>What a franchise owes us after a clawback.</summary>
    public static LedgerAccount FranchiseReceivable(FranchiseId franchise) =>
        new($"franchise-receivable:{franchise}", AccountKind.FranchiseReceivable);

    /// <summary>Kept back from a franchise's payouts.</summary>
    public static LedgerAccount FranchiseReserve(FranchiseId franchise) =>
        new($"franchise-reserve:{franchise}", AccountKind.FranchiseReserve);

    /// <summary>What was written off.</summary>
    public static readonly LedgerAccount WriteOff = new("write-off", AccountKind.WriteOff);

    /// <summary>VAT on our fees.</summary>
    public static readonly LedgerAccount VatPayable = new("vat-payable", AccountKind.VatPayable);

    /// <summary>Franchise fees.</summary>
    public static readonly LedgerAccount FeeIncome = new("fee-income", AccountKind.FeeIncome);

    /// <summary>All money on its way to banks.</summary>
    public static readonly LedgerAccount InTransitOut = new("in-transit-out", AccountKind.InTransitOut);

    /// <summary>Bank fees owed.</summary>
    public static readonly LedgerAccount BankFeePayable = new("bank-fee-payable", AccountKind.BankFeePayable);

    /// <summary>Bank fees spent.</summary>
    public static readonly LedgerAccount BankFeeExpense = new("bank-fee-expense", AccountKind.BankFeeExpense);

    /// <summary>The wons of 1-won checks.</summary>
    public static readonly LedgerAccount AccountCheckExpense = new(
        "account-check-expense",
        AccountKind.AccountCheckExpense
    );

    /// <summary>Our own money.</summary>
    public static readonly LedgerAccount Capital = new("capital", AccountKind.Capital);

    /// <inheritdoc/>
    public override string ToString() => Code;
}
