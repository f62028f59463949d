using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Ledger;

/// <summary>
/// Who signs in: members, franchise staff and operators alike. What they are is said by roles and by the modules that
/// know them.
/// </summary>
public sealed class SignIn : IdentityUser
{
    /// <summary>
    /// Locked for ever. Its end is kept to the millisecond, so it never equals the greatest instant there is.
    /// </summary>
    public bool IsShutOut() => LockoutEnd is { Year: 9999 };
}

/// <summary>
/// All tables of MyPay. Modules add theirs by an <c>IEntityTypeConfiguration</c> of their own; table names begin with
/// the module's name and no foreign key crosses a module. Money is never written here but through the
/// <see cref="Journal"/>.
/// </summary>
public abstract class MyPayDb(DbContextOptions options) : IdentityDbContext<SignIn, IdentityRole, string>(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        foreach (var entity in builder.Model.GetEntityTypes())
            entity.SetTableName(entity.GetTableName()!.Replace("AspNet", "identity_", StringComparison.Ordinal));
        foreach (var module in StoreModel.Modules)
            builder.ApplyConfigurationsFromAssembly(module);
        builder
            .HasDbFunction(typeof(TextSearch).GetMethod(nameof(TextSearch.Matches))!)
            .HasTranslation(asked => Matches(asked[0], asked[1]));
    }

    /// <summary>
    /// <see cref="TextSearch.Matches"/> as this database says it; the pattern's escape is a backslash.
    /// </summary>
    protected abstract SqlExpression Matches(SqlExpression words, SqlExpression pattern);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMilliseconds>();
        configurationBuilder.Properties<Won>().HaveConversion<WonNumber>();
        configurationBuilder.Properties<MemberId>().HaveConversion<MemberIdText>().HaveMaxLength(32);
        configurationBuilder.Properties<LinkedAccountId>().HaveConversion<LinkedAccountIdText>().HaveMaxLength(32);
        configurationBuilder.Properties<BankCallId>().HaveConversion<BankCallIdText>().HaveMaxLength(32);
        configurationBuilder.Properties<FranchiseId>().HaveConversion<FranchiseIdText>().HaveMaxLength(32);
        configurationBuilder.Properties<StoreId>().HaveConversion<StoreIdText>().HaveMaxLength(32);
    }

    private sealed class UtcMilliseconds()
        : ValueConverter<DateTimeOffset, long>(
            at => at.ToUnixTimeMilliseconds(),
            ms => DateTimeOffset.FromUnixTimeMilliseconds(ms)
        );

    private sealed class WonNumber() : ValueConverter<Won, long>(won => won.Amount, amount => Won.Of(amount));

    private sealed class MemberIdText()
        : ValueConverter<MemberId, string>(id => id.ToString(), text => new(Guid.ParseExact(text, "N")));

    private sealed class LinkedAccountIdText()
        : ValueConverter<LinkedAccountId, string>(id => id.ToString(), text => new(Guid.ParseExact(text, "N")));

    private sealed class BankCallIdText()
        : ValueConverter<BankCallId, string>(id => id.ToString(), text => new(Guid.ParseExact(text, "N")));

    private sealed class FranchiseIdText()
        : ValueConverter<FranchiseId, string>(id => id.ToString(), text => new(Guid.ParseExact(text, "N")));

    private sealed class StoreIdText()
        : ValueConverter<StoreId, string>(id => id.ToString(), text => new(Guid.ParseExact(text, "N")));
}

/// <summary>
/// Identity takes its schema version from the services of the context, also where no host is: the door, snapshots,
/// <c>dotnet ef</c>.
/// </summary>
internal static class IdentitySchema
{
    public static readonly IServiceProvider Services = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();
}
