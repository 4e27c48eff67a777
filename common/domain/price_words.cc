#include "common/domain/price_words.h"

#include <string_view>

namespace pricecrew::price_words {
namespace {

// clang-format off
constexpr std::string_view kFrom[] = {
    "from", "starting at", "starting from", "starts at", "starts from", "as low as", "prices from", "ab", "schon ab",
    "bereits ab", "à partir de", "a partir de", "à partir de :", "dès", "dès le", "à part. de", "desde",
    "a partire da", "da", "a partir dos", "vanaf", "va.", "från", "fra", "frá", "od", "już od", "ceny od", "від",
    "от", "от:", "от всего", "начиная от", "начиная с", "από", "de la", "incepand de la", "începând de la",
    "începând cu", "nuo", "no", "alates", "hind alates", "alkaen", "alk.", "mulai", "mulai dari", "bermula", "dari",
    "từ", "chỉ từ", "giá từ", "เริ่มต้น", "เริ่มต้นที่", "เริ่ม", "من", "ابتداء من", "ابتداءً من", "يبدأ من",
    "تبدأ من", "החל מ", "החל מ-", "מ-", "از", "شروع از", "शुरू", "से शुरू", "최저", "最低", "低至", "nga", "prej",
    "почевши од", "už od", "uz od", "desde:", "från:", "ab:", "from:", "par", "bắt đầu từ", "mula sa", "kuanzia",
    "vanaf:", "fra kr", "från kr"};

constexpr std::string_view kUpTo[] = {
    "up to", "bis", "bis zu", "jusqu'à", "jusqu'a", "hasta", "fino a", "até", "tot", "tot wel", "upp till", "op til",
    "opptil", "inntil", "do", "až do", "až", "až o", "до", "έως", "jopa", "până la", "pana la", "iki", "līdz", "kuni",
    "hingga", "sampai", "đến", "tới", "สูงสุด", "حتى", "לעד", "עד", "最高", "最大", "最多", "高达", "최대"};

constexpr std::string_view kFormer[] = {
    "was", "were", "previously", "before", "old price", "original price", "originally", "orig.", "reg.", "regular",
    "regular price", "list price", "list", "retail price", "retail", "rrp", "msrp", "srp", "mrp", "m.r.p.", "m.r.p",
    "m.s.r.p.", "r.r.p.", "uvp", "compare at", "compare at price", "instead of", "typical price", "typical",
    "usual price", "usually", "normally", "rec. price", "statt", "war", "vorher", "früher", "zuvor", "bisher",
    "bisheriger preis", "alter preis", "ursprünglich", "ursprünglicher preis", "streichpreis", "listenpreis",
    "normalpreis", "regulärer preis", "unverb. preisempf.", "unverbindliche preisempfehlung", "uvp des herstellers",
    "niedrigster preis", "anstatt", "avant", "au lieu de", "ancien prix", "prix conseillé", "prix barré",
    "prix d'origine", "prix habituel", "prix initial", "prix rég", "prix rég.", "était", "prix public", "prix régulier", "antes", "antes:",
    "precio anterior", "precio original", "precio regular", "precio normal", "precio de lista", "precio recomendado",
    "pvp", "pvpr", "p.v.p.", "p.v.p.r.", "prezzo precedente", "prezzo originale", "prezzo di listino",
    "prezzo consigliato", "listino", "invece di", "anziché", "anzichè", "era", "prima", "preço anterior",
    "preço original", "preço normal", "preço de tabela", "em vez de", "pvpr:", "van", "van:", "adviesprijs", "was:",
    "normaal", "in plaats van", "oude prijs", "normale prijs", "van voor", "ord.", "ord. pris", "ordinarie pris",
    "ordinarie", "tidigare pris", "förr", "rek. pris", "rek.pris", "lägsta pris", "tidigare", "jämförpris", "før",
    "førpris", "før pris", "normalpris", "vejl.", "vejl. pris", "vejledende pris", "veil.", "veil. pris",
    "veiledende pris", "tidligere", "tidligere pris", "spar fra", "ovh", "norm.", "norm", "normaalihinta", "aiemmin",
    "ennen", "alkuperäinen hinta", "suositushinta", "alin hinta", "původní cena", "původně", "běžná cena", "dříve",
    "místo", "doporučená cena", "moc", "pôvodná cena", "pôvodne", "bežná cena", "predtým", "cena katalogowa",
    "cena regularna", "cena poprzednia", "poprzednia cena", "stara cena", "najniższa cena", "cena przed", "zamiast",
    "było", "wcześniej", "najniższa cena z 30 dni", "eredeti ár", "régi ár", "korábbi ár", "listaár", "helyett",
    "preț vechi", "pret vechi", "preț inițial", "preț recomandat", "prp", "prețul vechi", "în loc de", "стара цена",
    "стара ціна", "старая цена", "цена без скидки", "обычная цена", "была", "было", "було", "прежняя цена", "раньше",
    "вместо", "замість", "рекомендованная цена", "пцд", "αρχική τιμή", "παλιά τιμή", "από αρχική", "πριν", "π.λ.τ.",
    "λιανική", "redna cena", "prej", "stara cijena", "redovna cijena", "prije", "redovna cena", "ranije", "mpc", "mp cena", "áður",
    "najniža cijena", "buvo", "sena cena", "vecā cena", "parastā cena", "vana hind", "tavahind", "eski fiyat",
    "eski fiyatı", "önceki fiyat", "önceki fiyatı", "liste fiyatı", "yerine", "piyasa fiyatı", "定価", "通常価格", "参考価格", "希望小売価格", "メーカー希望小売価格", "旧価格",
    "元値", "原价", "原價", "市场价", "市價", "定價", "建議售價", "参考价", "划线价", "정가", "기존가", "소비자가", "시중가", "정상가", "harga asal",
    "harga normal", "harga awal", "harga coret", "giá cũ", "giá gốc", "giá thị trường", "giá niêm yết", "ราคาเดิม",
    "ราคาปกติ", "จาก", "السعر السابق", "السعر القديم", "السعر الأصلي", "كان", "بدلا من", "بدلاً من", "קודם",
    "מחיר קודם", "במקום", "מחיר רגיל", "היה", "قیمت قبلی", "قیمت اصلی", "अधिकतम खुदरा मूल्य", "पुरानी कीमत"};

constexpr std::string_view kSaving[] = {
    "save", "you save", "saving", "savings", "saved", "discount", "discount of", "reduced by", "cashback",
    "cash back", "deposit", "bonus", "reward", "earn", "minus", "spare", "sparen", "sie sparen", "du sparst",
    "ersparnis", "rabatt", "preisvorteil", "gutschein", "pfand", "zzgl. pfand", "inkl. pfand", "nachlass", "vorteil",
    "économisez", "economisez", "vous économisez", "économie", "soit une économie de", "économie de", "remise",
    "remise de", "réduction", "réduction de", "rabais", "rabais de", "consigne", "bon de", "éco-part",
    "éco-participation", "dont", "davon", "dont éco-participation", "dont éco-part", "dont ecotaxe", "ecotaxe", "ahorra", "ahorras",
    "ahorre", "ahorro", "ahorro de", "te ahorras", "descuento", "descuento de", "dto.", "cupón de", "risparmi",
    "risparmia", "risparmio", "risparmi:", "sconto", "sconto di", "economize", "economiza", "poupe", "poupa",
    "desconto", "desconto de", "você economiza", "cupom de", "bespaar", "je bespaart", "u bespaart", "korting",
    "korting van", "voordeel", "statiegeld", "spara", "du sparar", "rabatt:", "pant", "spar", "du sparer", "rabat",
    "säästä", "säästät", "alennus", "pantti", "oszczędzasz", "oszczędź", "rabat:", "zniżka", "taniej o", "ušetříte",
    "ušetřete", "sleva", "ušetríte", "ušetri", "zľava", "megtakarítás", "megtakarít", "kedvezmény", "economisești",
    "economisesti", "economisiți", "reducere", "reducere de", "экономия", "вы экономите", "скидка", "выгода",
    "кэшбэк", "бонус", "економія", "знижка", "вигода", "икономия", "спестявате", "отстъпка", "κερδίζετε", "έκπτωση",
    "όφελος", "ušteda", "ušteda:", "štedite", "prihranek", "prihranite", "popust", "sutaupote", "nuolaida", "ietaupi",
    "atlaide", "säästad", "soodustus", "indirim", "kazancınız", "kazanç", "割引", "引き", "お得", "立减", "立減", "节省", "節省",
    "优惠", "優惠", "满减", "省", "折扣", "할인", "적립", "hemat", "diskon", "jimat", "diskaun", "tiết kiệm", "giảm", "giảm giá",
    "ประหยัด", "ลด", "ส่วนลด", "وفر", "وفّر", "خصم", "توفير", "חיסכון", "חסוך", "הנחה", "تخفیف", "बचत", "छूट"};

constexpr std::string_view kLabel[] = {
    "price", "our price", "sale price", "sale", "only", "now", "just", "total", "today", "special price", "special",
    "cost", "net", "your price", "deal", "for", "at", "=", "offer", "final price", "current price", "price is",
    "prices", "subtotal", "preis", "unser preis", "nur", "jetzt", "aktionspreis", "angebotspreis", "aktueller preis",
    "sonderpreis", "für", "für nur", "preis ab", "ihr preis", "prix", "seulement", "notre prix", "maintenant",
    "tarif", "promo", "precio", "solo", "ahora", "nuestro precio", "precio final", "precio actual", "oferta",
    "prezzo", "adesso", "ora", "soltanto", "prezzo finale", "preço", "por", "por apenas", "apenas", "agora",
    "à vista", "por:", "prijs", "nu", "voor", "slechts", "onze prijs", "voor:", "pris", "endast", "bara", "vårt pris",
    "nu:", "kun", "nå", "nåpris", "tilbud", "hinta", "nyt", "vain", "cena", "naše cena", "naša cena", "cena brutto",
    "cena netto", "tylko", "teraz", "nyní", "jen", "iba", "pouze", "od ceny", "ár", "ára", "most", "csak", "bruttó",
    "nettó", "preț", "pret", "doar", "acum", "цена", "цена:", "ціна", "стоимость", "всего", "сейчас", "только",
    "лише", "цена за", "сега", "само", "τιμή", "μόνο", "τώρα", "cijena", "sada", "samo", "cijena:", "kaina", "dabar",
    "tik", "tagad", "tikai", "hind", "ainult", "nüüd", "fiyat", "fiyatı", "sadece", "şimdi", "価格", "販売価格", "特価",
    "セール価格", "税込", "税抜", "価格:", "价格", "价", "價格", "售价", "售價", "特价", "特價", "现价", "優惠價", "到手价", "促销价", "가격", "판매가",
    "할인가", "최종가", "harga", "hanya", "giá", "giá bán", "chỉ", "giá chỉ", "ราคา", "เพียง", "السعر", "سعر", "الآن",
    "فقط", "מחיר", "רק", "עכשיו", "قیمت", "कीमत", "मूल्य", "केवल", "मात्र", "দাম", "মূল্য", "விலை", "ధర", "presyo",
    "bei"};

constexpr std::string_view kShipping[] = {
    "shipping", "delivery", "postage", "p&p", "shipping fee", "delivery fee", "freight", "handling", "shipping cost",
    "shipping costs", "versand", "versandkosten", "lieferung", "lieferkosten", "liefergebühr", "livraison",
    "frais de port", "frais de livraison", "expédition", "envío", "envio", "gastos de envío", "costo de envío",
    "entrega", "spedizione", "spese di spedizione", "consegna", "frete", "portes", "verzending", "verzendkosten",
    "bezorging", "bezorgkosten", "frakt", "fraktkostnad", "leverans", "fragt", "levering", "toimitus",
    "toimituskulut", "postikulut", "dostawa", "koszt dostawy", "wysyłka", "przesyłka", "doprava", "poštovné",
    "szállítás", "szállítási díj", "livrare", "cost livrare", "cost transport", "доставка", "стоимость доставки",
    "доставки", "μεταφορικά", "αποστολή", "dostava", "pristatymas", "piegāde", "tarne", "kohaletoimetamine", "kargo",
    "kargo ücreti", "送料", "配送料", "运费", "運費", "邮费", "快递", "배송비", "배송", "ongkir", "ongkos kirim", "penghantaran",
    "phí vận chuyển", "phí ship", "ค่าส่ง", "ค่าจัดส่ง", "الشحن", "شحن", "توصيل", "التوصيل", "משלוח", "דמי משלוח",
    "ارسال", "डिलीवरी", "शिपिंग"};

constexpr std::string_view kFreeShipping[] = {
    "versandkostenfrei", "versandkostenfreie", "portofrei", "frei haus", "gratisversand", "gratis versand",
    "gratislieferung", "gratislevering", "fraktfritt", "fragtfri", "fraktfri", "fri frakt", "portofri",
    "freeshipping", "free shipping", "送料無料", "免运费", "包邮", "免運", "免運費", "무료배송", "freeship"};

constexpr std::string_view kFree[] = {
    "free", "kostenlos", "kostenlose", "kostenloser", "gratis", "gratuit", "gratuite", "offerte", "offerts", "offert",
    "gratuita", "gratuito", "grátis", "fri", "ilmainen", "ilmaiseksi", "ilmaiset", "darmowa", "darmowej", "za darmo",
    "zdarma", "zadarmo", "ingyenes", "ingyen", "gratuită", "бесплатная", "бесплатно", "бесплатной", "безкоштовна",
    "безплатна", "безкоштовно", "δωρεάν", "besplatna", "brezplačna", "nemokamas", "nemokamai", "bezmaksas", "tasuta",
    "ücretsiz", "bedava", "無料", "무료", "percuma", "miễn phí", "ฟรี", "مجاني", "مجانا", "مجاناً", "חינם", "رایگان",
    "मुफ्त", "मुफ़्त"};

constexpr std::string_view kOver[] = {
    "over", "above", "from", "of", "exceeding", "more than", "über", "ab", "ab einem", "dès", "à partir de",
    "a partir de", "au-delà de", "plus de", "desde", "más de", "por encima de", "da", "sopra i", "oltre", "oltre i",
    "acima de", "vanaf", "boven", "boven de", "över", "från", "fra", "yli", "od", "powyżej", "nad", "felett", "de la",
    "peste", "от", "свыше", "більше", "від", "понад", "над", "άνω των", "από", "preko", "iznad", "nuo", "virš",
    "virs", "no", "üle", "alates", "di atas", "mulai", "từ", "trên", "ครบ", "فوق", "من", "أكثر من", "מעל",
    "בקנייה מעל", "بالای"};

constexpr std::string_view kOverBehind[] = {
    "以上", "이상", "ve üzeri", "üzeri", "üzerinde", "ve üstü", "üstü", "felett", "feletti", "d'achat", "d'achats",
    "de commande", "einkaufswert", "bestellwert", "di spesa", "minimum order", "min. order", "ylittäviin"};

constexpr std::string_view kThreshold[] = {
    "orders over", "orders of", "orders above", "orders from", "order over", "on orders", "spend", "spend over",
    "when you spend", "purchases over", "purchases of", "purchase of", "minimum order", "minimum order value",
    "min. order", "minimum spend", "bestellwert von", "bestellwert", "mindestbestellwert", "mindestbestellwert von",
    "warenwert von", "einkaufswert von", "einkauf ab", "bestellungen ab", "bestellungen über", "minimum de commande",
    "commande de", "commandes de plus de", "commande supérieure à", "pedidos superiores a", "pedidos de más de",
    "compras superiores a", "compras acima de", "pedido mínimo", "compra mínima", "ordini superiori a",
    "ordini sopra i", "ordine minimo", "bestellingen boven", "bestellingen vanaf", "minimale bestelwaarde",
    "köp över", "beställningar över", "ordre over", "køb over", "ostoksiin yli", "zamówień od", "zamówień powyżej",
    "zakupy powyżej", "objednávky nad", "nákup nad", "při nákupu nad", "pri nákupe nad", "comenzi peste",
    "comandă minimă", "заказе от", "заказ от", "заказов от", "при заказе от", "замовленні від", "поръчки над",
    "αγορές άνω των", "narudžbe iznad", "満", "满", "滿", "购满", "单笔满", "pembelian minimal", "đơn hàng từ", "đơn từ",
    "เมื่อซื้อครบ", "ขั้นต่ำ", "للطلبات فوق"};

constexpr std::string_view kPart[] = {
    "payments of", "installments of", "instalments of", "payments at", "or pay", "raten à", "raten a", "raten zu",
    "raten zu je", "raten von", "monatsraten à", "rate ab", "rate von", "monatlich", "monatliche rate",
    "finanzierung ab", "monatlich ab", "mensualités de", "mensualité de", "paiements de", "versements de", "fois",
    "cuotas de", "cuotas sin interés de", "mensualidades de", "meses de", "pagos de", "plazos de", "cuotas fijas de",
    "meses sin intereses de", "rate da", "rate mensili da", "rate di", "parcelas de", "vezes de", "prestações de",
    "termijnen van", "delbetala från", "delbetalning från", "månadskostnad", "rat po", "raty od", "rata", "rata od",
    "raty", "splátky", "splátek po", "splátka", "splátok po", "részlet", "rate de", "рассрочка", "платежа по",
    "платежей по", "частями от", "платежів по", "δόσεις των", "δόσεις", "taksit", "taksitle", "月額", "月々", "分期", "期", "每期",
    "월", "cicilan", "trả góp", "ผ่อน", "قسط", "أقساط", "תשלומים של", "grundpreis", "unit price", "price per kg",
    "price per unit", "prix au kilo", "prix au kg", "prix au litre", "precio por kilo", "precio por litro",
    "prezzo al kg", "prezzo al litro", "prijs per kilo", "kilopris", "literpris", "jfr-pris", "jfr pris", "jmf-pris",
    "vertailuhinta", "cena jednostkowa", "cena za kg", "egységár", "preț/kg", "цена за кг", "τιμή μονάδας",
    "birim fiyat", "birim fiyatı", "monthly", "or more", "oder mehr", "ou plus", "o más", "o mas", "o più", "ou mais",
    "of meer", "eller mer", "eller fler", "eller flere", "tai enemmän", "lub więcej", "nebo více", "alebo viac",
    "vagy több", "sau mai mult", "sau mai multe", "или больше", "или более", "або більше", "или повече",
    "ή περισσότερα", "ili više", "ali več", "ar daugiau", "vai vairāk", "või rohkem", "veya daha fazla", "atau lebih",
    "hoặc nhiều hơn", "หรือมากกว่า", "أو أكثر", "או יותר", "یا بیشتر"};

constexpr std::string_view kBareRate[] = {
    "monthly", "yearly", "annually", "p/m", "pm", "pcm", "p.m.", "p.a.", "mtl.", "mtl", "monatl.", "monatlich",
    "jährlich", "mensuel", "mensuels", "mensual", "mensuales", "mensili", "mensal", "mensais", "p/mnd", "månadsvis",
    "miesięcznie", "měsíčně", "mesačne", "havonta", "ежемесячно", "щомісяця", "месечно", "μηνιαίως", "mjesečno",
    "mesečno", "kas mēnesi", "aylık", "شهريا", "شهرياً"};

constexpr std::string_view kCountBehind[] = {
    "\"", "''", "″", "°", "★", "⭐", "☆", "/5", "/ 5", "/10", "/ 10", "of", "out of", "per cent", "つ星", "星", "件", "個",
    "点", "枚", "本", "人", "年", "月", "日", "時", "分", "条", "个", "台", "개", "명", "년", "월", "일", "시", "x", "×", "х", "*", ":"};

constexpr std::string_view kBetweenStart[] = {
    "between", "zwischen", "entre", "tra", "tussen", "mellan", "mellem", "mellom", "między", "mezi", "medzi",
    "között", "между", "між", "μεταξύ", "između", "med", "starp", "arasında", "antara", "بين", "בין"};

constexpr std::string_view kAnd[] = {
    "and", "und", "et", "y", "e", "en", "og", "och", "ja", "i", "a", "és", "și", "и", "і", "та", "και", "in", "un",
    "ve", "dan", "و", "ו"};

constexpr std::string_view kFromBehind[] = {
    "and up", "& up", "and above", "or more", "onwards", "から", "より", "起", "부터", "~", "～", "〜", "-tól", "-től", "tól",
    "től", "alkaen", "'den başlayan", "'dan başlayan", "dan başlayan", "den başlayan", "'den itibaren",
    "'dan itibaren", "se shuru", "से शुरू", "से", "ขึ้นไป", "trở lên"};

constexpr std::string_view kUpToBehind[] = {
    "まで", "以下", "이하", "까지", "or less", "and under"};

constexpr std::string_view kSavingBehind[] = {
    "off", "discount", "savings", "saving", "saved", "cashback", "cash back", "voucher", "coupon", "gift card",
    "rebate", "reward", "in savings", "rabatt", "gespart", "sparen", "günstiger", "gutschein", "pfand", "nachlass",
    "guthaben", "sofortrabatt", "de réduction", "de remise", "d'économie", "d'économies", "de rabais", "offerts",
    "remboursés", "de bon", "de descuento", "de dto", "dto", "descuento", "de ahorro", "menos", "di sconto", "sconto",
    "di risparmio", "de desconto", "desconto", "korting", "voordeel", "besparing", "i rabatt", "billigare",
    "billigere", "rabat", "alennus", "alennusta", "halvempi", "taniej", "rabatu", "zniżki", "sleva", "levněji",
    "zľava", "lacnejšie", "kedvezmény", "reducere", "скидки", "скидка", "знижки", "отстъпка", "έκπτωση", "popusta",
    "popust", "indirim", "引き", "引", "オフ", "割引", "お得", "减", "减免", "할인", "diskon", "giảm", "خصم", "הנחה", "छूट",
    "de menos", "d'éco-participation", "d'éco-part", "d'écotaxe"};

constexpr std::string_view kPer[] = {
    "/", "per", "pro", "je", "par", "le", "la", "por", "al", "a", "an", "à", "il", "el", "o", "ao", "each", "every",
    "of", "per.", "pr.", "pr", "p.", "im", "in", "za", "na", "в", "за", "на", "w", "v", "i",
    "om", "את", "the", "كل", "لكل", "في", "ל", "ל-"};

constexpr std::string_view kRateUnit[] = {
    "kg", "g", "gr", "gram", "grams", "gramm", "grammes", "grammi", "gramos", "kilo", "kilos", "kilogram",
    "kilogramm", "kilogrammes", "kilogramo", "mg", "lb", "lbs", "pound", "oz", "ounce", "ounces", "fl oz", "fl. oz",
    "fl.oz", "ton", "tonne", "l", "lt", "ltr", "liter", "litre", "litres", "liters", "litro", "litri", "litros", "ml",
    "cl", "dl", "gal", "gallon", "pint", "qt", "m", "mtr", "metre", "meter", "mètre", "metro", "lfm", "m2", "m²",
    "m3", "m³", "qm", "sqm", "sq m", "sq ft", "sqft", "sq. ft", "ft", "ft2", "ft²", "yd", "yard", "cm", "mm", "km",
    "mile", "kwh", "ha", "acre", "mo", "mo.", "month", "months", "mth", "monat", "monate", "mois", "mes", "mese",
    "mês", "měs", "měs.", "mt", "mt.", "maand", "mnd", "mnd.", "mån", "mån.", "månad", "måned", "md", "md.", "kk", "kuukausi", "mies", "mies.",
    "miesiąc", "miesięcznie", "měsíc", "měsíčně", "mesiac", "hó", "hónap", "lună", "luna", "мес", "мес.", "месяц",
    "міс", "міс.", "місяць", "месец", "μήνα", "mjesec", "mjesečno", "mesec", "mėn", "mėn.", "mēnesī", "kuu", "ay",
    "aylık", "月", "個月", "个月", "か月", "ヶ月", "개월", "월", "bulan", "bln", "tháng", "เดือน", "شهر", "شهريا", "חודש", "ماه",
    "महीना", "yr", "yr.", "year", "years", "jahr", "an", "année", "año", "anno", "ano", "jaar", "år", "vuosi", "rok",
    "год", "рік", "yıl", "年", "년", "tahun", "năm", "ปี", "سنة", "שנה", "wk", "week", "weeks", "woche", "semaine",
    "semana", "settimana", "vecka", "uge", "viikko", "tydzień", "týden", "day", "days", "tag", "tage", "jour", "día",
    "dia", "giorno", "dag", "päivä", "dzień", "doba", "den", "сутки", "день", "gün", "日", "日間", "일", "hari", "ngày",
    "วัน", "يوم", "יום", "night", "nacht", "nuit", "noche", "notte", "noite", "natt", "nat", "noc", "ночь", "ніч",
    "gece", "泊", "晚", "박", "malam", "đêm", "คืน", "hr", "hour", "std", "std.", "stunde", "heure", "hora", "ora",
    "uur", "tim", "time", "godz.", "hod", "час", "saat", "時間", "小时", "시간", "jam", "min", "minute", "кг", "г", "гр",
    "л", "мл", "м", "м2", "м²", "км", "кг.", "κιλό", "λίτρο", "τεμ", "公斤", "克", "千克", "斤", "升", "毫升", "米", "平方米", "坪",
    "キロ", "グラム", "リットル", "킬로", "กก", "กก.", "กิโลกรัม", "كجم", "كغ", "لتر", "متر", "كيلو", "ק\"ג", "קג", "ליטר",
    "גרם", "कि.ग्रा.", "किलो", "लीटर", "ग्राम"};

constexpr std::string_view kPriceBehind[] = {
    "inc", "inc.", "incl", "incl.", "including", "inkl", "inkl.", "ex", "ex.", "exc", "exc.", "excl", "excl.",
    "excluding", "plus", "+", "zzgl", "zzgl.", "ttc", "ht", "tva", "hors", "iva", "mva", "moms", "mwst", "mwst.",
    "ust", "vat", "gst", "tax", "taxes", "tax.", "btw", "alv", "dph", "bez", "s", "pvm", "kdv", "ндс", "с", "без",
    "пдв", "ддс", "netto", "brutto", "net", "gross", "nettó", "bruttó", "each", "ea", "ea.", "per", "pro", "je",
    "par", "por", "pr", "pr.", "/", "only", "now", "nur", "and", "und", "et", "y", "e", "en", "og", "or", "oder",
    "ou", "with", "mit", "avec", "con", "com", "was", "statt", "instead", "sale", "deal", "new", "used", "shipped",
    "toman", "total", "au lieu", "from", "to", "all in", "sin", "l'unité", "la pièce", "pièce", "a", "pt", "pts",
    "za", "за", "z", "税込", "税抜"};

constexpr std::string_view kBetween[] = {
    "-", "–", "—", "―", "‒", "~", "～", "〜", "∼", "to", "bis", "à", "a", "al", "hasta", "até", "tot", "till", "til",
    "do", "до", "έως", "ως", "până la", "iki", "līdz", "kuni", "ila", "から", "至", "到", "đến", "ถึง", "إلى", "الى",
    "עד", "تا", "से", "sampai", "hingga", "a až", "až", "-tól", "...", "…", "..", "s/d"};

constexpr std::string_view kHundredth[] = {
    "коп", "коп.", "к.", "к", "gr", "gr.", "groszy", "grosze", "bani", "ban", "cents", "cent", "ct", "ct.", "cts",
    "cts.", "c", "¢", "centimes", "céntimos", "centavos", "centesimi", "cêntimos", "öre", "øre", "hal", "hal.",
    "haléřů", "стотинки", "ст", "ст.", "pence", "p", "lp", "kuruş", "krş", "分", "角"};
constexpr std::string_view kWithTax[] = {
    "incl", "incl.", "including", "inclusive", "inclusive of", "included", "inc", "inc.", "inkl", "inkl.",
    "inklusive", "mit", "einschl.", "einschließlich", "inclus", "incluse", "compris", "comprise", "comprises",
    "avec", "con", "incluido", "incluida", "incluidos", "inclusa", "inclusi", "compresa", "com", "incluso",
    "inclusief", "met", "med", "sis.", "sisältää", "vč.", "včetně", "vrátane", "s", "z", "zawiera", "cu",
    "inclusiv", "с", "включая", "вкл.", "з", "με", "sa", "su", "ar", "dahil", "kartu su"};

constexpr std::string_view kWithoutTax[] = {
    "excl", "excl.", "excluding", "exclusive", "exclusive of", "excluded", "exc", "exc.", "ex", "ex.", "exkl",
    "exkl.", "exklusive", "ekskl", "ekskl.", "eks", "eks.", "plus", "+", "zzgl", "zzgl.", "zuzüglich", "ohne",
    "hors", "sans", "non inclus", "non incluse", "non comprise", "sin", "más", "no incl", "no incl.",
    "no incluido", "no incluida", "no incluidos", "escl", "escl.", "esclusa", "più", "oltre", "senza",
    "non inclusa", "non compresa", "sem", "não incluído", "não incluso", "zonder", "exclusief", "utan", "uden",
    "u/", "uten", "ilman", "ei sis.", "bez", "без", "не вкл.", "χωρίς", "χωρις", "hariç", "fără", "fara",
    "exclusiv", "brez", "nélkül", "be"};

constexpr std::string_view kTaxName[] = {
    "vat", "v.a.t.", "tax", "taxes", "gst", "hst", "mwst", "mwst.", "ust", "ust.", "umsatzsteuer",
    "mehrwertsteuer", "steuer", "tva", "t.v.a.", "taxe", "iva", "i.v.a.", "igv", "impuestos", "impuesto", "btw",
    "moms", "mva", "alv", "dph", "pdv", "ddv", "pvm", "pvn", "kdv", "ндс", "пдв", "ддс", "φπα", "áfa", "áfát",
    "áfával", "käibemaksu", "käibemaksuta"};

constexpr std::string_view kGross[] = {
    "incl", "incl.", "inkl", "inkl.", "ttc", "t.t.c.", "toutes taxes comprises", "brutto", "bruttó", "gross",
    "税込", "税込み", "内税", "含税", "含稅", "부가세 포함", "부가세포함", "세금포함", "כולל מע\"מ", "כולל מעמ", "شامل الضريبة",
    "شامل ضريبة القيمة المضافة"};

constexpr std::string_view kNet[] = {
    "excl", "excl.", "exkl", "exkl.", "ekskl", "ekskl.", "ht", "h.t.", "hors taxe", "hors taxes", "hors tax",
    "netto", "nettó", "net", "net price", "veroton", "alv 0", "税抜", "税抜き", "税別", "+税", "+ 税", "＋税", "本体", "本体価格",
    "未税", "未稅", "不含税", "不含稅", "부가세 별도", "부가세별도", "לפני מע\"מ", "לא כולל מע\"מ", "ללא מע\"מ", "بدون ضريبة",
    "بدون الضريبة", "غير شامل الضريبة"};

constexpr std::string_view kLowest[] = {
    "lowest price", "lowest", "niedrigster preis", "niedrigster", "tiefster preis", "plus bas", "più basso",
    "más bajo", "mais baixo", "najniższa cena", "najniższa", "nejnižší cena", "nejnižší", "najnižšia cena",
    "najnižšia", "laagste prijs", "laagste", "cel mai mic preț", "cel mai mic pret", "cel mai mic",
    "cel mai scăzut", "najniža cijena", "najniža cena", "najniža", "najnižja cena", "najnižja", "alin hinta",
    "alin", "lägsta pris", "lägsta priset", "lägsta", "laveste pris", "laveste", "legalacsonyabb ár",
    "legalacsonyabb", "най-ниска цена", "най-ниска", "най-ниската", "χαμηλότερη τιμή", "χαμηλότερη",
    "mažiausia kaina", "mažiausia", "zemākā cena", "zemākā", "madalaim hind", "madalaim"};

constexpr std::string_view kDay[] = {
    "day", "days", "tag", "tage", "tagen", "jour", "jours", "giorni", "días", "dias", "dni", "dní", "dnů",
    "dňoch", "dnech", "dagen", "dagar", "dagarna", "dager", "dage", "dg", "zile", "zilele", "dana", "pv",
    "päivää", "päivän", "päivä", "nap", "napos", "napban", "дни", "дена", "ημερών", "ημέρες", "dienų", "dienas",
    "dienu", "dienās", "päeva", "päeval"};

constexpr std::string_view kMillions[] = {
    "bn", "billion", "billions", "million", "millions", "trillion", "trillions", "mrd", "mrd.", "milliarde",
    "milliarden", "mio", "mio.", "mill.", "millionen", "milliard", "milliards", "miliardi", "milioni", "milhões",
    "bilhões", "mil millones", "millones", "miljard", "miljoen", "miljoner", "miljarder", "mia", "mia.", "mld",
    "mld.", "mln", "mln.", "miliard", "miliardów", "milionów", "miliar", "milyar", "milyon", "млн", "млн.",
    "млрд", "млрд."};

// clang-format on

}  // namespace

const WordList& From() {
  static const WordList list(kFrom);
  return list;
}
const WordList& UpTo() {
  static const WordList list(kUpTo);
  return list;
}
const WordList& Former() {
  static const WordList list(kFormer);
  return list;
}
const WordList& Saving() {
  static const WordList list(kSaving);
  return list;
}
const WordList& Label() {
  static const WordList list(kLabel);
  return list;
}
const WordList& Shipping() {
  static const WordList list(kShipping);
  return list;
}
const WordList& FreeShipping() {
  static const WordList list(kFreeShipping);
  return list;
}
const WordList& Free() {
  static const WordList list(kFree);
  return list;
}
const WordList& Over() {
  static const WordList list(kOver);
  return list;
}
const WordList& OverBehind() {
  static const WordList list(kOverBehind);
  return list;
}
const WordList& Threshold() {
  static const WordList list(kThreshold);
  return list;
}
const WordList& Part() {
  static const WordList list(kPart);
  return list;
}
const WordList& BareRate() {
  static const WordList list(kBareRate);
  return list;
}
const WordList& CountBehind() {
  static const WordList list(kCountBehind);
  return list;
}
const WordList& BetweenStart() {
  static const WordList list(kBetweenStart);
  return list;
}
const WordList& And() {
  static const WordList list(kAnd);
  return list;
}
const WordList& FromBehind() {
  static const WordList list(kFromBehind);
  return list;
}
const WordList& UpToBehind() {
  static const WordList list(kUpToBehind);
  return list;
}
const WordList& SavingBehind() {
  static const WordList list(kSavingBehind);
  return list;
}
const WordList& Per() {
  static const WordList list(kPer);
  return list;
}
const WordList& RateUnit() {
  static const WordList list(kRateUnit);
  return list;
}
const WordList& PriceBehind() {
  static const WordList list(kPriceBehind);
  return list;
}
const WordList& Between() {
  static const WordList list(kBetween);
  return list;
}
const WordList& Hundredth() {
  static const WordList list(kHundredth);
  return list;
}
const WordList& WithTax() {
  static const WordList list(kWithTax);
  return list;
}
const WordList& WithoutTax() {
  static const WordList list(kWithoutTax);
  return list;
}
const WordList& TaxName() {
  static const WordList list(kTaxName);
  return list;
}
const WordList& Gross() {
  static const WordList list(kGross);
  return list;
}
const WordList& Net() {
  static const WordList list(kNet);
  return list;
}
const WordList& Lowest() {
  static const WordList list(kLowest);
  return list;
}
const WordList& Day() {
  static const WordList list(kDay);
  return list;
}
const WordList& Millions() {
  static const WordList list(kMillions);
  return list;
}

}  // namespace pricecrew::price_words
