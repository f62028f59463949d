using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.BackOffice.People;

internal sealed class StaffWatch(MyPayDb db, IStaffSignIns staff, Journal journal) : IStaffWatch
{
    private static readonly TimeSpan Once = TimeSpan.FromMinutes(10);

    public Task SignedInAsync(string signInId, string how, string device, CancellationToken ct) =>
        NoteOfAsync(
            signInId,
            (write, person) =>
                write.Note(ActorOf(person), "staff.signed_in", Subject(signInId), after: new { how, device }),
            ct
        );

    public Task NotLetInAsync(string signInId, string why, CancellationToken ct) =>
        NoteOfAsync(
            signInId,
            (write, person) =>
            {
                if (!why.EndsWith(".locked", StringComparison.Ordinal))
                    write.Note(Actor.System, "staff.not_let_in", Subject(person.Id), after: new { why });
                else if (!IsNoted(write, "staff.locked", Subject(person.Id), Actor.System.Id))
                    write.Note(Actor.System, "staff.locked", Subject(person.Id));
            },
            ct
        );

    public Task RefusedAsync(Actor by, string address, CancellationToken ct) =>
        NoteAsync(
            write =>
            {
                if (!IsNoted(write, "access.refused", $"address:{address}", by.Id))
                    write.Note(by, "access.refused", $"address:{address}");
            },
            ct
        );

    public Task ExportedAsync(Actor by, string address, CancellationToken ct) =>
        NoteAsync(write => write.Note(by, "access.exported", $"address:{address}"), ct);

    // Asked before the write: a member's sign-in, and whoever guesses at one, takes no turn at the door.
    private async Task NoteOfAsync(string signInId, Action<JournalWrite, StaffMember> note, CancellationToken ct)
    {
        if (staff.FindById(db, signInId) is { } person)
            await NoteAsync(write => note(write, person), ct);
    }

    private Task<Result<Done>> NoteAsync(Action<JournalWrite> note, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                note(write);
                return default(Done);
            },
            ct
        );

    private static bool IsNoted(JournalWrite write, string action, string subject, string actor)
    {
        var since = write.Now - Once;
        return write
            .Db.Set<AuditEntry>()
            .AsNoTracking()
            .Any(e => e.Subject == subject && e.Action == action && e.ActorId == actor && e.At > since);
    }

    private static string Subject(string signInId) => $"staff:{signInId}";

    private static Actor ActorOf(StaffMember person) => new(person.Id, person.Email);
}
