using MyPay.Domain.Money;
using static MyPay.Web.Localization.Words;
using Icons = MudBlazor.Icons.Material.Rounded;

namespace MyPay.Web.Portals.Wallet.Insights;

/// <summary>What a category is called, and its sign.</summary>
public static class CategoryWords
{
    public static string Of(string code) =>
        SpendCategories.All.FirstOrDefault(c => c.Code == code) is { Code: not null } known
            ? T(known.Ko, known.En)
            : code;

    public static string Glyph(string code) =>
        code switch
        {
            "cafe" => Icons.LocalCafe,
            "restaurant" => Icons.Restaurant,
            "mart" => Icons.ShoppingBasket,
            "fashion" => Icons.Checkroom,
            "beauty" => Icons.ContentCut,
            "health" => Icons.LocalHospital,
            "education" => Icons.School,
            "culture" => Icons.TheaterComedy,
            "lodging" => Icons.Hotel,
            "transport" => Icons.DirectionsBus,
            "shopping" => Icons.ShoppingBag,
            "digital" => Icons.Devices,
            "living" => Icons.Home,
            SpendCategories.Transfer => Icons.Send,
            SpendCategories.Withdrawal => Icons.Output,
            SpendCategories.Fee => Icons.Receipt,
            _ => Icons.Category,
        };

    /// <summary>Where money came from.</summary>
    public static string Source(MovementKind kind) =>
        kind switch
        {
            MovementKind.Charge => T("직접 충전", "Charged by hand"),
            MovementKind.AutoCharge => T("자동 충전", "Automatic charges"),
            MovementKind.Receive => T("받은 돈", "Received"),
            MovementKind.Release => T("한도 안으로 들어온 돈", "Released from waiting"),
            _ => T("기타", "Other"),
        };
}
