/** Large cities that no zone is named after, and zones' cities in other languages: lower case, without accents. */
const CITIES: Record<string, string> = {
  'Asia/Kolkata': `mumbai/bombay/delhi/new delhi/neu-delhi/nueva delhi/bangalore/bengaluru/hyderabad/chennai/madras/
    ahmedabad/pune`,
  'Asia/Shanghai': `beijing/peking/pekin/pequim/shenzhen/guangzhou/canton/chengdu/hangzhou/wuhan/北京/上海/深圳`,
  'Asia/Tokyo':
    'osaka/kyoto/yokohama/nagoya/sapporo/fukuoka/kobe/tokio/東京/大阪/京都/横浜/名古屋/札幌/福岡/神戸',
  'Asia/Seoul': 'busan/incheon/seul/서울/부산',
  'Asia/Ho_Chi_Minh': 'hanoi/ho chi minh city/hcmc',
  'Asia/Karachi': 'lahore/islamabad',
  'Asia/Riyadh': 'jeddah/mecca',
  'Asia/Dubai': 'abu dhabi',
  'Asia/Jerusalem': 'haifa',
  'Pacific/Auckland': 'wellington/christchurch',
  'Europe/Berlin': `munich/munchen/muenchen/monaco di baviera/munique/hamburg/hamburgo/hambourg/cologne/koln/koeln/
    frankfurt/frankfurt am main/francfort/stuttgart/dusseldorf/duesseldorf/leipzig/dortmund/essen/dresden/bremen/
    hannover/nurnberg/nuernberg/nuremberg/berlim`,
  'Europe/London': 'manchester/liverpool/leeds/glasgow/edinburgh/cardiff/bristol/londres/londra',
  'Europe/Paris': 'lyon/marseille/toulouse/bordeaux/lille/nice/nantes/strasbourg/strassburg',
  'Europe/Madrid': 'barcelona/barcelone/valencia/sevilla/seville/malaga/bilbao/zaragoza',
  'Europe/Rome':
    'milan/milano/mailand/roma/rom/naples/napoli/turin/torino/florence/firenze/bologna',
  'Europe/Lisbon': 'porto/oporto/lisboa/lissabon/lisbonne',
  'Europe/Vienna': 'wien/vienne/viena/graz/salzburg/linz',
  'Europe/Zurich': 'geneva/geneve/genf/ginebra/basel/bern/zuerich',
  'Europe/Brussels': 'bruxelles/brussel/bruselas/bruxelas/antwerp/antwerpen/ghent/gent',
  'Europe/Amsterdam': 'rotterdam/the hague/den haag/utrecht/eindhoven',
  'Europe/Warsaw': 'krakow/krakau/warszawa/warschau/varsovia/gdansk/wroclaw/lodz',
  'Europe/Moscow': 'saint petersburg/st petersburg/moskau/moscou/moscu/moskva',
  'Europe/Kyiv': 'kharkiv/odesa/odessa/lviv',
  'Europe/Istanbul': 'ankara/izmir/estambul',
  'America/Sao_Paulo': `rio de janeiro/brasilia/belo horizonte/curitiba/porto alegre/florianopolis/goiania`,
  'America/Fortaleza': 'natal/sao luis/joao pessoa',
  'America/Los_Angeles': `san francisco/san diego/seattle/portland/las vegas/sacramento`,
  'America/New_York': `washington/washington dc/boston/philadelphia/miami/atlanta/baltimore/orlando/nyc/new york city/
    nueva york/nova york/nova iorque/charlotte/pittsburgh`,
  'America/Chicago': `houston/dallas/austin/san antonio/minneapolis/new orleans/st louis/nashville`,
  'America/Denver': 'salt lake city/albuquerque',
  'America/Toronto': 'ottawa/quebec',
  'America/Edmonton': 'calgary',
  'America/Mexico_City': 'ciudad de mexico/cdmx/guadalajara/puebla',
  'America/Bogota': 'medellin/cali/barranquilla',
  'America/Argentina/Buenos_Aires': 'la plata',
  'America/Guayaquil': 'quito',
  'America/Caracas': 'maracaibo',
  'Africa/Lagos': 'abuja',
  'Africa/Johannesburg': 'cape town/kapstadt/durban/pretoria',
  'Africa/Cairo': 'alexandria/el cairo/le caire/kairo',
};

/** Every such city with its zone. */
export const CITY_ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries(CITIES).flatMap(([zone, cities]) =>
    cities.split(/\/\s*/).map((city) => [city, zone] as const),
  ),
);

/**
 * The zones that people often mean by an abbreviation. It names no country, which help lines depend on: so it is never
 * enough by itself.
 */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'et est edt': ['America/New_York', 'America/Toronto'],
    'ct cst cdt': ['America/Chicago', 'America/Winnipeg', 'America/Mexico_City', 'Asia/Shanghai'],
    'mt mst mdt': ['America/Denver', 'America/Phoenix', 'America/Edmonton'],
    'pt pst pdt': ['America/Los_Angeles', 'America/Vancouver'],
    'cet cest mez mesz': [
      'Europe/Berlin',
      'Europe/Paris',
      'Europe/Madrid',
      'Europe/Rome',
      'Europe/Vienna',
      'Europe/Zurich',
      'Europe/Brussels',
      'Europe/Amsterdam',
      'Europe/Warsaw',
      'Europe/Stockholm',
    ],
    'eet eest': ['Europe/Athens', 'Europe/Helsinki', 'Europe/Kyiv', 'Europe/Bucharest'],
    'wet west': ['Europe/Lisbon'],
    bst: ['Europe/London'],
    msk: ['Europe/Moscow'],
    ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
    jst: ['Asia/Tokyo'],
    kst: ['Asia/Seoul'],
    'aest aedt': ['Australia/Sydney', 'Australia/Brisbane'],
    brt: ['America/Sao_Paulo'],
  }).flatMap(([names, zones]) => names.split(' ').map((name) => [name, zones] as const)),
);
