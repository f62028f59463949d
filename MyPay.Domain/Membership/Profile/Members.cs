using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership.Closing;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Membership.Profile;

/// <summary>Who members are; what changes them is in the folder of its process.</summary>
internal sealed class Members(MyPayDb db, SigningUp signingUp, ProfileChanges changes, Closings closings) : IMembers
{
    private const int MostReceivers = 10;

    private IQueryable<MemberRow> Rows => db.Set<MemberRow>().AsNoTracking();

    public Task<Result<MemberView>> SignUpAsync(SignUpForm form, CancellationToken ct = default) =>
        signingUp.SignUpAsync(form, ct);

    public Task<Result<SignUpDraft>> PrepareSignUpAsync(
        SignUpForm form,
        string? address,
        CancellationToken ct = default
    ) => signingUp.PrepareAsync(form, address, ct);

    public Task<Result<MemberView>> SignUpAsync(SignUpDraft draft, PhoneProof proof, CancellationToken ct = default) =>
        signingUp.SignUpAsync(draft, proof, ct);

    public IReadOnlyList<Refusal> CheckSignUp(SignUpForm form) => signingUp.Check(form);

    public async Task<IReadOnlyList<ConsentView>> ConsentsAsync(MemberId member, CancellationToken ct = default) =>
        await db.Set<ConsentRow>()
            .AsNoTracking()
            .Where(c => c.Member == member)
            .OrderBy(c => c.Id)
            .Select(c => new ConsentView(c.Terms, c.Version, c.At))
            .ToListAsync(ct);

    public async Task<MemberView?> FindBySignInAsync(string signInId, CancellationToken ct = default) =>
        (await Rows.SingleOrDefaultAsync(m => m.SignInId == signInId, ct))?.ToView();

    public async Task<MemberView?> FindAsync(MemberId member, CancellationToken ct = default) =>
        (await Rows.SingleOrDefaultAsync(m => m.Id == member, ct))?.ToView();

    public bool IsActive(JournalWrite write, MemberId member) =>
        write.Find<MemberRow>(member) is { State: MemberState.Active };

    public async Task<IReadOnlyDictionary<MemberId, MemberCard>> CardsAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    )
    {
        var ids = members.Distinct().ToList();
        return await Rows.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.ToCard(), ct);
    }

    public async Task<IReadOnlyDictionary<MemberId, MemberCard>> ReceiverCardsAsync(
        IReadOnlyCollection<MemberId> members,
        CancellationToken ct = default
    )
    {
        var ids = members.Distinct().ToList();
        return await Rows.Where(m => ids.Contains(m.Id) && m.State == MemberState.Active)
            .ToDictionaryAsync(m => m.Id, m => m.ToCard(), ct);
    }

    public async Task<IReadOnlyList<MemberCard>> FindReceiversAsync(
        MemberId asker,
        string typed,
        CancellationToken ct = default
    )
    {
        typed = TypedText.Search(typed);
        var others = Rows.Where(m => m.Id != asker && m.State == MemberState.Active);

        // Whole phone, whole e-mail or whole name: parts of a name would let anyone leaf through the members.
        if (SignUpRules.Phone(typed).TryGet(out var phone, out _))
            others = others.Where(m => m.Phone == phone);
        else if (SignUpRules.Email(typed).TryGet(out var email, out _))
            others = others.Where(m => m.Email == email);
        else if (SignUpRules.Name(typed).TryGet(out var name, out _))
            others = OfName(others, name);
        else
            return [];

        var found = await others.OrderBy(m => m.JoinedAt).Take(MostReceivers).ToListAsync(ct);
        return found.ConvertAll(m => m.ToCard());
    }

    public Task<Result<MemberView>> ChangeProfileAsync(
        MemberId member,
        ProfileChange change,
        Actor by,
        CancellationToken ct = default
    ) => changes.ChangeAsync(member, change, by, ct);

    public Task<Result<Done>> ChangeLanguageAsync(MemberId member, string language, CancellationToken ct = default) =>
        changes.ChangeLanguageAsync(member, language, ct);

    public Task<Result<Done>> CloseAsync(MemberId member, string password, CancellationToken ct = default) =>
        closings.CloseAsync(member, password, ct);

    private static IQueryable<MemberRow> OfName(IQueryable<MemberRow> rows, string name)
    {
        var key = SignUpRules.NameKey(name);
        return rows.Where(m => m.NameKey == key);
    }
}
