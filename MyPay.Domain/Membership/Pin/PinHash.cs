using System.Security.Cryptography;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Membership.Pin;

/// <summary>
/// A million PINs are soon tried. The pepper, which is not in the database, makes a copied database useless for that;
/// the iterations make it slow even with it.
/// </summary>
internal static class PinHash
{
    public const int Iterations = 210_000;
    public const int SaltSize = 16;
    public const int Size = 32;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    public static byte[] Of(string pin, byte[] salt, int iterations, DataKeys keys) =>
        keys.PepperedAgain(
            Rfc2898DeriveBytes.Pbkdf2(keys.Peppered(pin), salt, iterations, HashAlgorithmName.SHA256, Size)
        );
}
