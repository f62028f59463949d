using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Tests.Given;

/// <summary>The plainest movement of money: from one member's wallet to another's.</summary>
internal static class Transfers
{
    public static MemberId Member(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static LedgerAccount Wallet(int number) => LedgerAccount.Wallet(Member(number));

    public static Slip Send(string source, int from, int to, long won) =>
        Slip.Of("send", source)
            .Debit(Wallet(from), Won.Of(won), "to a friend")
            .Credit(Wallet(to), Won.Of(won), "친구가");

    public static Task<Result<PostedSlip>> TransferAsync(
        this Journal journal,
        string source,
        int from,
        int to,
        long won,
        Once? once = null
    ) => journal.WriteAsync(once, write => write.Post(Send(source, from, to, won)));
}
