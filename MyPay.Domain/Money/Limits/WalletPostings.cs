using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Money.Limits;

internal sealed class WalletPostings : IWalletPostings
{
    public Result<Done> CountSend(JournalWrite write, MemberId member, Won amount)
    {
        if (SendLimitRules.Check(write, member, amount) is { } refusal)
            return refusal;
        SendUsage.Add(write, member, SeoulTime.DateOf(write.Now), amount);
        return default(Done);
    }

    public void UncountSend(JournalWrite write, MemberId member, Won amount, DateTimeOffset sentAt)
    {
        if (write.Find<SendUsage>(member, SeoulTime.DateOf(sentAt)) is { } day)
            day.Sent = Won.Shortfall(day.Sent, amount);
    }

    public IncomingSplit SplitIncoming(JournalWrite write, MemberId member, Won amount, bool verified)
    {
        var fits = Won.Min(amount, Room(write, member, verified));
        return new(fits, amount - fits);
    }

    public void ReleasePending(JournalWrite write, MemberId member, bool verified, string source)
    {
        var pending = Won.Of(write.BalanceOf(LedgerAccount.Pending(member)));
        var released = Won.Min(pending, Room(write, member, verified));
        if (released == Won.Zero)
            return;
        var slip = Slip.Of("release", $"{source}:release")
            .Debit(LedgerAccount.Pending(member), released)
            .Credit(LedgerAccount.Wallet(member), released);
        if (!write.Post(slip).TryGet(out _, out var refusal))
            throw new InvalidOperationException($"Releasing pending money was refused: {refusal.Code}.");
        write.Notify(member, new(NoticeEvent.Released, $"{source}:release", released));
    }

    private static Won Room(JournalWrite write, MemberId member, bool verified)
    {
        var cap = Policies.At(write, SeoulTime.DateOf(write.Now)).Cap(verified);
        return Won.Of(Math.Max(0, cap - write.BalanceOf(LedgerAccount.Wallet(member))));
    }
}
