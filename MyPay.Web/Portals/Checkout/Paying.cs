using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Web.Portals.Wallet.Flow;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Checkout;

/// <summary>How this member would pay this amount now.</summary>
/// <param name="Plan">Null when nothing can be said: no amount yet, or a refusal.</param>
/// <param name="Short">Why it cannot be paid.</param>
public sealed record Paying(
    long Balance,
    PinState Pin,
    IReadOnlyList<LinkedAccountView> Accounts,
    TopUpPlan? Plan,
    Refusal? Short
)
{
    /// <summary>"잔액 35,000원에서 결제" or "부족한 12,000원은 KB국민은행 78901에서 충전해요".</summary>
    public string? Sentence =>
        Plan switch
        {
            null => null,
            { Charge.Amount: 0 } => T($"잔액 {InWon(Balance)}에서 결제", $"From your balance of {InWon(Balance)}"),
            _ when Plan.Charge == Plan.Short => T(
                $"부족한 {InWon(Plan.Short.Amount)}은 {Label}에서 충전해요",
                $"The missing {InWon(Plan.Short.Amount)} is charged from {Label}"
            ),
            _ => T(
                $"잔액이 {InWon(Plan.Short.Amount)} 부족해서 {Label}에서 {InWon(Plan.Charge.Amount)}을 충전해요",
                $"You are {InWon(Plan.Short.Amount)} short, so {InWon(Plan.Charge.Amount)} is charged from {Label}"
            ),
        };

    private string? Label =>
        Accounts.FirstOrDefault(a => a.Id == Plan!.Account) is { } known ? AccountWords.Of(known) : Plan!.AccountLabel;

    /// <param name="amount">Null while nobody knows it: nothing is planned.</param>
    public static async Task<Paying> AskAsync(
        MemberId member,
        long? amount,
        PerCall<IWallets> wallets,
        PerCall<ILinkedAccounts> accounts,
        PerCall<IPins> pins
    )
    {
        var wallet = await wallets.AskAsync(w => w.FindAsync(member));
        var (plan, refusal) = ((TopUpPlan?)null, (Refusal?)null);
        if (amount is > 0)
            (await wallets.AskAsync(w => w.PlanTopUpAsync(member, Won.Of(amount.Value), TopUpReason.Paying))).TryGet(
                out plan,
                out refusal
            );
        return new(
            wallet.Balance.Amount,
            await pins.AskAsync(p => p.StateAsync(member)),
            await accounts.AskAsync(a => a.ListAsync(member)),
            plan,
            refusal
        );
    }
}
