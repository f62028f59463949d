using MyPay.Web.BankSimulator.Accounts;
using MyPay.Web.BankSimulator.Wire;

namespace MyPay.Web.BankSimulator.Faults;

/// <summary>
/// The faults in force, in memory only. A posted fault goes before an account's habit, a habit before the storm; of two
/// posted faults that fit, the older is used, as often as its count allows.
/// </summary>
internal sealed class FaultBoard
{
    private readonly Lock gate = new();
    private readonly List<Posted> board = [];
    private Storm? storm;
    private int lastId;

    public int Post(FaultMatch match, int? count, Fault fault)
    {
        lock (gate)
        {
            board.Add(new(++lastId, match, fault) { Left = count });
            return lastId;
        }
    }

    /// <summary>Calm: no posted fault and no storm.</summary>
    public void Clear()
    {
        lock (gate)
        {
            board.Clear();
            storm = null;
        }
    }

    public void Brew(Storm? next)
    {
        lock (gate)
            storm = next;
    }

    public Fault? Draw(string path, AccountKey? account, bool movesMoney)
    {
        lock (gate)
        {
            // Every call but the token's takes its turn in the storm, used or not: the ordinals stay the same in a
            // replay.
            var gust = path == WireApi.TokenPath ? null : storm?.Next();
            return TakePosted(path, account) ?? Fault.Of(account?.Habit, movesMoney) ?? gust;
        }
    }

    private Fault? TakePosted(string path, AccountKey? account)
    {
        var posted = board.Find(p => p.Match.Fits(path, account));
        if (posted?.Left is { } left && (posted.Left = left - 1) == 0)
            board.Remove(posted);
        return posted?.Fault;
    }

    private sealed record Posted(int Id, FaultMatch Match, Fault Fault)
    {
        public int? Left { get; set; }
    }
}
