namespace MyPay.Web.Portals.Parts;

/// <summary>A business registration number as it is printed: <c>123-45-67891</c>.</summary>
internal static class BusinessNumbers
{
    public static string Written(string number) =>
        number.Length == 10 && number.All(char.IsAsciiDigit) ? $"{number[..3]}-{number[3..5]}-{number[5..]}" : number;
}
