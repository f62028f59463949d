using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Mail;

internal sealed class MailDesk(MyPayDb db, Journal journal, TimeProvider clock) : IMailDesk
{
    private const int Most = 100;

    private IQueryable<MailRow> Rows => db.Set<MailRow>().AsNoTracking();

    public async Task<MailCounts> CountAsync(CancellationToken ct) =>
        new(
            await Rows.CountAsync(m => m.State == MailState.Waiting, ct),
            await Rows.CountAsync(m => m.State == MailState.Waiting && m.Trouble != null, ct),
            await Rows.CountAsync(m => m.State == MailState.GivenUp, ct),
            await Rows.CountAsync(m => m.State == MailState.Sent, ct)
        );

    public async Task<IReadOnlyList<MailDeskView>> ListAsync(MailState state, int take, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await Rows.Where(m => m.State == state)
            .OrderByDescending(m => m.WrittenAt)
            .ThenByDescending(m => m.Id)
            .Take(Math.Clamp(take, 1, Most))
            .ToListAsync(ct);
        return rows.ConvertAll(m => new MailDeskView(
            m.Id,
            SignUpRules.MaskEmail(m.Address),
            m.Event,
            m.State,
            m.Tries,
            m.WrittenAt,
            m.State == MailState.Waiting ? m.DueAt : null,
            m.EndedAt,
            m.Trouble,
            m.State != MailState.Sent && CanResend(m, now)
        ));
    }

    public Task<Result<Done>> ResendAsync(Guid mail, Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(
            write =>
            {
                if (write.Db.Set<MailRow>().Find(mail) is not { } row)
                    return new Refusal(RefusalKind.NotFound, "membership.mail.not_found");
                if (row.State == MailState.Sent)
                    return new Refusal(RefusalKind.Conflict, "membership.mail.sent");
                if (!CanResend(row, write.Now))
                    return new Refusal(RefusalKind.Conflict, "membership.mail.too_late");
                write.Note(
                    by,
                    "mail.resent",
                    $"mail:{mail:N}",
                    before: new { state = $"{row.State}", tries = row.Tries }
                );
                (row.State, row.Tries, row.DueAt, row.EndedAt) = (MailState.Waiting, 0, write.Now, null);
                write.Touch(MailTopics.Mail);
                return default(Done);
            },
            ct
        );

    // A link that was forgotten with the letter's end can't be sent again; asking for a new one is the person's.
    private static bool CanResend(MailRow mail, DateTimeOffset now) =>
        mail.UsefulUntil is null || (mail.SealedToken is not null && !mail.IsTooLate(now));
}
