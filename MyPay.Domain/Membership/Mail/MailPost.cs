using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Membership.Mail;

/// <summary>
/// Takes up what is due, has it carried, writes down what became of it: each step in a short write of its own, nothing
/// sent while the door is held.
/// </summary>
internal sealed class MailPost(MyPayDb db, Journal journal, IMailCarrier carrier, DataKeys keys, TimeProvider clock)
    : IMailPost
{
    private const int AtOnce = 10;
    private const int Forgotten = 100;

    // Longer than ten letters can take; only a crash makes it count.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    // After the first failure, the second, …; the last is repeated.
    private static readonly int[] PausesInMinutes = [1, 2, 5, 10, 20, 30, 60, 120, 240, 480, 720];

    public async Task<int> DeliverDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.Set<MailRow>().AnyAsync(m => m.State == MailState.Waiting && m.DueAt <= now, ct))
            return 0;
        if (!(await journal.WriteAsync<Bag>(TakeUp, ct)).TryGet(out var bag, out _) || bag.Mails.Count == 0)
            return 0;

        var carried = 0;
        try
        {
            await foreach (var outcome in carrier.CarryAsync(bag.Mails, ct))
            {
                var mail = bag.Mails[carried++].Id;
                await journal.WriteAsync<Done>(write => End(write, mail, outcome), CancellationToken.None);
            }
        }
        finally
        {
            // Stopped in the middle: the rest was not tried, and need not wait for the lease.
            var untried = bag.Mails.Skip(carried).Select(m => m.Id).ToList();
            if (untried.Count > 0)
                await journal.WriteAsync<Done>(write => GiveBack(write, untried), CancellationToken.None);
        }

        return bag.Mails.Count;
    }

    private Result<Bag> TakeUp(JournalWrite write)
    {
        var mails = write.Db.Set<MailRow>();
        mails.RemoveRange(mails.Where(m => m.EndedAt < write.Now - KeptFor).OrderBy(m => m.EndedAt).Take(Forgotten));
        var due = mails
            .Where(m => m.State == MailState.Waiting && m.DueAt <= write.Now)
            .OrderBy(m => m.DueAt)
            .ThenBy(m => m.Id)
            .Take(AtOnce)
            .ToList();
        foreach (var late in due.Where(m => m.IsTooLate(write.Now)))
        {
            late.Trouble ??= "too late";
            late.End(MailState.GivenUp, write.Now);
        }

        due.RemoveAll(m => m.State != MailState.Waiting);
        foreach (var mail in due)
        {
            mail.Tries++;
            mail.DueAt = write.Now + Lease;
        }

        write.Touch(MailTopics.Mail);
        return new Bag(due.ConvertAll(m => m.ToOutgoing(keys)));
    }

    private static Result<Done> End(JournalWrite write, Guid id, MailOutcome outcome)
    {
        if (write.Db.Set<MailRow>().Find(id) is not { State: MailState.Waiting } mail)
            return default(Done);
        mail.Trouble = outcome.Trouble is { Length: > MailTable.LongestTrouble } trouble
            ? trouble[..MailTable.LongestTrouble]
            : outcome.Trouble;
        if (outcome.State != MailState.Waiting)
            mail.End(outcome.State, write.Now);
        else if (mail.Tries >= MailRules.MostTries)
            mail.End(MailState.GivenUp, write.Now);
        else
            mail.DueAt =
                write.Now + TimeSpan.FromMinutes(PausesInMinutes[Math.Min(mail.Tries, PausesInMinutes.Length) - 1]);
        write.Touch(MailTopics.Mail);
        return default(Done);
    }

    private static Result<Done> GiveBack(JournalWrite write, List<Guid> untried)
    {
        foreach (
            var mail in write
                .Db.Set<MailRow>()
                .Where(m => untried.Contains(m.Id) && m.State == MailState.Waiting)
                .ToList()
        )
        {
            mail.Tries--;
            mail.DueAt = write.Now;
        }

        return default(Done);
    }

    private sealed record Bag(IReadOnlyList<OutgoingMail> Mails);
}
