using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Linking;
using MyPay.Domain.Membership.Pin;

namespace MyPay.Domain.Membership.SignUp;

/// <summary>
/// Members by the hundred: hashing is slow on purpose, so all share one hash; nobody's secret depends on it.
/// </summary>
internal sealed class BulkMembers(
    MyPayDb db,
    Journal journal,
    DataKeys keys,
    IPasswordHasher<SignIn> hasher,
    ILookupNormalizer names
) : IBulkMembers
{
    private const int AtOnce = 250;
    private const string Domain = "@load.mypay.test";
    private const string Prefix = "load-";
    private static readonly DateOnly Birth = new(1990, 1, 15);

    public async Task<Result<IReadOnlyList<BulkMember>>> AddAsync(
        int count,
        string password,
        string pin,
        string bank,
        string bankNameKo,
        string bankNameEn,
        CancellationToken ct
    )
    {
        var salt = PinHash.NewSalt();
        var look = new Look(
            hasher.HashPassword(new SignIn(), password),
            salt,
            PinHash.Of(pin, salt, PinHash.Iterations, keys),
            bank,
            bankNameKo,
            bankNameEn
        );
        var last = await db.Set<MemberRow>()
            .AsNoTracking()
            .Where(m => m.Email.StartsWith(Prefix) && m.Email.EndsWith(Domain))
            .OrderByDescending(m => m.Email)
            .Select(m => m.Email)
            .FirstOrDefaultAsync(ct);
        var first = last is null ? 1 : int.Parse(last[Prefix.Length..^Domain.Length], CultureInfo.InvariantCulture) + 1;
        var added = new List<BulkMember>(count);
        foreach (var numbers in Enumerable.Range(first, count).Chunk(AtOnce))
        {
            var members = new List<BulkMember>(AtOnce);
            var written = await journal.WriteAsync<Done>(
                write =>
                {
                    members.Clear(); // a command may be run a second time
                    foreach (var n in numbers)
                        members.Add(Add(write, n, look));
                    return default(Done);
                },
                ct
            );
            if (!written.TryGet(out _, out var refusal))
                return refusal;
            added.AddRange(members);
        }

        return added;
    }

    private BulkMember Add(JournalWrite write, int n, Look look)
    {
        var email = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{n:0000000}{Domain}");
        var name = string.Create(CultureInfo.InvariantCulture, $"부하{n}");
        var number = string.Create(CultureInfo.InvariantCulture, $"77{n:00000000}55"); // 12 digits; the simulated bank has no habit for such an end
        var signIn = SigningUp.NewSignIn(names, email, look.PasswordHash);
        var (member, account) = (new MemberId(NewId.At(write.Now)), new LinkedAccountId(NewId.At(write.Now)));
        write.Db.Add(signIn);
        write.Db.Add(
            new MemberRow
            {
                Id = member,
                SignInId = signIn.Id,
                Name = name,
                NameKey = SignUpRules.NameKey(name),
                NameProvedAt = write.Now,
                Phone = string.Create(CultureInfo.InvariantCulture, $"0109{n:0000000}"),
                Email = email,
                BirthDate = Birth,
                Language = "ko",
                State = MemberState.Active,
                PhoneProvedAt = write.Now,
                JoinedAt = write.Now,
            }
        );
        foreach (var terms in Terms.Current.Where(t => t.Required))
            write.Db.Add(
                new ConsentRow
                {
                    Member = member,
                    Terms = terms.Code,
                    Version = terms.Version,
                    At = write.Now,
                }
            );
        write.Db.Add(
            new PinRow
            {
                Member = member,
                Salt = look.Salt,
                Hash = look.PinHash,
                Iterations = PinHash.Iterations,
                SetAt = write.Now,
            }
        );
        write.Db.Add(
            new LinkedAccountRow
            {
                Id = account,
                Member = member,
                Bank = look.Bank,
                BankNameKo = look.BankNameKo,
                BankNameEn = look.BankNameEn,
                SealedNumber = keys.Protect(number, LinkedAccountRow.Place(account)),
                NumberIndex = keys.Index($"{look.Bank}:{number}"),
                Masked = LinkingRules.Mask(number),
                Last = LinkingRules.Last(number),
                Holder = name,
                IsPrimary = true,
                ConsentVersion = LinkingRules.ConsentVersion,
                ConsentAt = write.Now,
                VerifiedAt = write.Now,
            }
        );
        return new(member, name, account);
    }

    private sealed record Look(
        string PasswordHash,
        byte[] Salt,
        byte[] PinHash,
        string Bank,
        string BankNameKo,
        string BankNameEn
    );
}
