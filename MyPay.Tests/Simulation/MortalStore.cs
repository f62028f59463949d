using System.Data.Common;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Door;
using MyPay.Domain.Ledger.Door.Rows;
using MyPay.Domain.Ledger.Slips;

namespace MyPay.Tests.Simulation;

/// <summary>The real store, whose power may fail on either side of a commit.</summary>
internal sealed class MortalStore(DoorStore real, Fate fate) : DoorStore
{
    public override bool InTransaction => real.InTransaction;

    public override Standing? Begin(long? seq, ReadOnlySpan<byte> seal, IReadOnlyList<WaitingCommand> batch)
    {
        if (fate.IsDead)
            throw new PowerCutException();
        return real.Begin(seq, seal, batch);
    }

    public override void Commit(IReadOnlyList<DoorAccount> touched)
    {
        fate.At(CrashPoint.BeforeCommit);
        real.Commit(touched);
        fate.At(CrashPoint.AfterCommit);
    }

    public override MyPayDb NewDb() => real.NewDb();

    public override void Mark() => real.Mark();

    public override void Keep() => real.Keep();

    public override void Undo() => real.Undo();

    public override List<T> ReadRows<T>(
        RowStatement statement,
        ReadOnlySpan<object?> values,
        Func<DbDataReader, T> read
    ) => real.ReadRows(statement, values, read);

    public override void WriteRows(IReadOnlyList<RowWrite> rows) => real.WriteRows(rows);

    public override AccountState? FindAccount(string code) => real.FindAccount(code);

    public override OnceAnswer? FindOnce(byte[] key) => real.FindOnce(key);

    public override void Add(PendingSlip slip) => real.Add(slip);

    public override void SealEnd(long seq, byte[] mac) => real.SealEnd(seq, mac);

    public override void AddOnce(OnceHashes once, string answer, long? firstSlip, long atMs) =>
        real.AddOnce(once, answer, firstSlip, atMs);

    public override void AddEvent(string name, string payload, long atMs) => real.AddEvent(name, payload, atMs);

    public override void RollBack() => real.RollBack();

    public override DoorTrouble TroubleOf(Exception? failure) => real.TroubleOf(failure);

    public override TimeSpan? PauseBeforeAnother(DoorTrouble trouble, int tries) =>
        real.PauseBeforeAnother(trouble, tries);

    public override void Dispose() => real.Dispose();
}
