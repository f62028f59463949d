using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Sessions;

internal sealed class StepUps(MyPayDb db, Journal journal, Passwords passwords, IPins pins) : IStepUps
{
    public async Task<StepUpMeans> MeansAsync(string signInId, CancellationToken ct)
    {
        var member = await MemberOfAsync(signInId, ct);
        return new(
            await db.Users.AnyAsync(u => u.Id == signInId && u.PasswordHash != null, ct),
            member is { } id && await pins.StateAsync(id, ct) == PinState.Set,
            await db.UserPasskeys.AnyAsync(p => p.UserId == signInId, ct)
        );
    }

    public async Task<Result<Done>> ByPasswordAsync(Actor by, string? password, CancellationToken ct) =>
        (await passwords.VerifyAsync(by.Id, password, "membership.password.wrong", ct)).TryGet(out _, out var refusal)
            ? await NoteAsync(by, ct)
            : refusal;

    public async Task<Result<Done>> ByPinAsync(Actor by, string pin, CancellationToken ct)
    {
        if (await MemberOfAsync(by.Id, ct) is not { } member)
            return new Refusal(RefusalKind.Conflict, "membership.pin.not_set");
        return (await pins.VerifyAsync(member, pin, ct)).TryGet(out _, out var refusal)
            ? await NoteAsync(by, ct)
            : refusal;
    }

    public Result<Done> Require(JournalWrite write, Actor by) => FreshProof.Require(write, by);

    private Task<Result<Done>> NoteAsync(Actor by, CancellationToken ct) =>
        journal.WriteAsync<Done>(write => FreshProof.Note(write, by), ct);

    private Task<MemberId?> MemberOfAsync(string signInId, CancellationToken ct) =>
        db.Set<MemberRow>()
            .AsNoTracking()
            .Where(m => m.SignInId == signInId)
            .Select(m => (MemberId?)m.Id)
            .SingleOrDefaultAsync(ct);
}
