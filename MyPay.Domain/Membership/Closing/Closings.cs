using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership.Linking;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.SignUp;

namespace MyPay.Domain.Membership.Closing;

/// <summary>Ends a membership (탈퇴), once nothing of the member's money is left with us.</summary>
internal sealed class Closings(
    MyPayDb db,
    Journal journal,
    Passwords passwords,
    ILookupNormalizer names,
    IEnumerable<IClosingCheck> checks,
    IEnumerable<IClosingStep> steps
)
{
    public async Task<Result<Done>> CloseAsync(MemberId member, string password, CancellationToken ct)
    {
        if (!(await MemberRow.FindActiveAsync(db, member, ct)).TryGet(out var owner, out var refusal))
            return refusal;
        if (
            !(await passwords.VerifyAsync(owner.SignInId, password, "membership.closing.password_wrong", ct)).TryGet(
                out _,
                out refusal
            )
        )
            return refusal;
        return await journal.WriteAsync<Done>(write => Close(write, member), ct);
    }

    private Result<Done> Close(JournalWrite write, MemberId id)
    {
        if (!MemberRow.FindActive(write, id).TryGet(out var member, out var refusal))
            return refusal;

        if (member.Freeze != FreezeLevel.None)
            return new Refusal(RefusalKind.Forbidden, "membership.freeze.closing");

        var left =
            write.BalanceOf(LedgerAccount.Wallet(id))
            + write.BalanceOf(LedgerAccount.Pending(id))
            + write.BalanceOf(LedgerAccount.Awaiting(id));
        if (left != 0)
            return new Refusal(RefusalKind.Conflict, "membership.closing.money_left", left);
        foreach (var check in checks)
            if (!check.MayClose(write, id).TryGet(out _, out refusal))
                return refusal;

        (member.State, member.ClosedAt) = (MemberState.Closed, write.Now);
        if (write.Db.Users.Find(member.SignInId) is { } signIn)
            SigningUp.LockForEver(write, signIn, id.ToString(), names);
        if (write.Db.Set<PinRow>().Find(id) is { } pin)
            write.Db.Remove(pin);
        foreach (
            var account in write.Db.Set<LinkedAccountRow>().Where(a => a.Member == id && a.UnlinkedAt == null).ToList()
        )
            (account.UnlinkedAt, account.IsPrimary) = (write.Now, false);
        foreach (var step in steps)
            step.Closed(write, id);

        write.Touch(MemberRow.Topic(id));
        return default(Done);
    }
}
